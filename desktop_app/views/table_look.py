"""How every table looks: whole rows of one line, without a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QHeaderView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_AIR = 12


def lay_out_rows(table: QTableView) -> None:
    """Tab leaves the table, and does not go from cell to cell."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    fit_rows(table)


def fit_rows(table: QTableView) -> None:
    """To the height of its font."""
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + _AIR)
