"""The name under which an installed program runs; all of it is in ``desktop_app``."""
