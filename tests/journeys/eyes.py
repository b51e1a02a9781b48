"""What a screen reader knows of the program: asked and answered in lines of JSON.

The accessibility bus is spoken by the system's own Python with its bindings, so this is a program
beside the tests: ``/usr/bin/python3 eyes.py PID``.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyatspi
from gi.repository import GLib

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = frozenset({"table", "tree", "tree table"})
_STATES = ("focusable", "focused", "enabled", "checked", "selected")


def application(pid: int) -> Any:
    """The program of this process. Nothing is cached: its controls come and go."""
    while GLib.MainContext.default().iteration(False):
        pass
    for found in pyatspi.Registry.getDesktop(0):
        if found is not None and found.get_process_id() == pid:
            found.set_cache_mask(pyatspi.Atspi.Cache.NONE)
            return found
    return None


def children(node: Any) -> Iterator[Any]:
    found = (node.getChildAtIndex(i) for i in range(node.childCount))
    return (child for child in found if child is not None)


def shown(node: Any) -> Iterator[Any]:
    """Every control that shows, from the outside in; cells of a table are asked for by row."""
    for child in children(node):
        if child.getState().contains(pyatspi.STATE_SHOWING):
            yield child
            if child.getRoleName() not in _TABLES:
                yield from shown(child)


def told(node: Any) -> dict[str, Any]:
    """One control: what it is, what it is called, where it is, in which state."""
    states = node.getState()
    answer = {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": [s for s in _STATES if states.contains(getattr(pyatspi, f"STATE_{s.upper()}"))],
        "place": [0, 0, 0, 0],
        "text": "",
    }
    interfaces = pyatspi.listInterfaces(node)
    if "Component" in interfaces:
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        answer["place"] = [place.x, place.y, place.width, place.height]
    if "Text" in interfaces:
        text = node.queryText()
        answer["text"] = text.getText(0, text.characterCount)
    return answer


def named(program: Any, role: str, name: str) -> Any:
    """The first control of this role whose whole name fits the pattern."""
    fitting = (
        node
        for window in reversed(list(children(program)))  # a dialog before what it belongs to
        if window.getState().contains(pyatspi.STATE_SHOWING)
        for node in chain([window], shown(window))
        if node.getRoleName() == role and re.fullmatch(name, node.name, re.DOTALL)
    )
    return next(fitting, None)


def find(program: Any, role: str, name: str) -> Any:
    found = named(program, role, name)
    return None if found is None else told(found)


def focus(program: Any, role: str, name: str) -> Any:
    """Ask the control to take the focus, as a screen reader does."""
    found = named(program, role, name)
    return found is not None and found.queryComponent().grabFocus()


def column(program: Any, role: str, name: str) -> Any:
    """The names of the cells of a table's first column."""
    found = named(program, role, name)
    if found is None:
        return None
    table = found.queryTable()
    return [table.getAccessibleAt(row, 0).name for row in range(min(table.nRows, 200))]


def everything(program: Any, role: str, name: str) -> Any:
    """All that shows; of each table the first row."""
    found: list[Any] = []
    for node in shown(program):
        found.append(told(node))
        if node.getRoleName() in _TABLES and node.queryTable().nRows:
            table = node.queryTable()
            found += [told(table.getAccessibleAt(0, i)) for i in range(table.nColumns)]
    return found


ASKED = {"find": find, "focus": focus, "column": column, "everything": everything}


def main() -> None:
    pid = int(sys.argv[1])
    for line in sys.stdin:
        asked, role, name = json.loads(line)
        try:
            program = application(pid)
            answer = None if program is None else ASKED[asked](program, role, name)
        except (GLib.Error, AttributeError, LookupError, NotImplementedError):
            answer = None  # it went away while it was looked at
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
