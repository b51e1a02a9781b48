"""Dialogs, one a file; opened with ``open()``, never with ``exec()``."""
