"""Changes that can take themselves back."""
