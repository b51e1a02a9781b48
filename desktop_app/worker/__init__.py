"""Long work of Python apart from the window: in another process, or in a thread where it is short.

A busy thread keeps the one that paints waiting at each of its hundreds of calls into Qt.
"""
