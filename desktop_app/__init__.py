"""Userbook: the users of an organisation in one file."""

__version__ = "0.1.0"
