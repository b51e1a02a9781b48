"""Widgets and bindings. Qt lives here and in app."""
