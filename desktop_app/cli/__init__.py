"""The door for a terminal: commands without a window."""
