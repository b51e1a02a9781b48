"""What a check looks at and what it found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.checking import Fault, Finding, Step
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.view_models.check_view_model import CheckState


def step_text(step: Step) -> str:
    return {
        Step.STRUCTURE: translate("CheckDialog", "Pages of the file"),
        Step.SCHEMA: translate("CheckDialog", "Tables"),
        Step.REFERENCES: translate("CheckDialog", "References"),
        Step.VALUES: translate("CheckDialog", "Values of users"),
        Step.INDEX: translate("CheckDialog", "Search index"),
        Step.HISTORY: translate("CheckDialog", "History"),
    }[step]


def finding_text(finding: Finding) -> str:
    """One sentence: what is wrong, and with how many."""
    return _FAULTS[finding.fault](finding.count)


def result_text(state: CheckState, step: Step) -> str:
    """What is known of a step by now."""
    for looked, findings in state.looked:
        if looked is step:
            if findings:
                return "\n".join(map(finding_text, findings))
            return translate("CheckDialog", "In order")
    if state.step is not step:
        return translate("CheckDialog", "Not checked yet")
    if not state.total:
        return translate("CheckDialog", "Checking…")
    words = translate("CheckDialog", "Checking: %1 of %2")
    done, total = QLocale().toString(state.done), QLocale().toString(state.total)
    return words.replace("%1", done).replace("%2", total)


def verdict_text(state: CheckState, *, read_only: bool) -> str:
    """What it all comes to, and what to do about it."""
    if state.counts is None:
        return ""
    if not state.findings:
        return translate("CheckDialog", "Nothing is wrong with this file.")
    if state.is_damaged:
        return translate(
            "CheckDialog",
            "This file is damaged. Salvage puts everything that can still be read into a new "
            "file; this one stays as it is.",
        )
    if state.is_repairable and read_only:
        return translate(
            "CheckDialog",
            "The search index is not in order. It cannot be repaired here, since this file can "
            "only be read. The users themselves are all there.",
        )
    if state.is_repairable:
        return translate(
            "CheckDialog",
            "The search index is not in order. Repair rebuilds it from the users and changes "
            "nothing else.",
        )
    return translate(
        "CheckDialog",
        "Not everything is as it should be, but the file is not damaged. The users are all "
        "there; you can go on working.",
    )


def counts_text(state: CheckState) -> str:
    """How much there is in the file."""
    if state.counts is None:
        return ""
    users, trash, sets = state.counts.users, state.counts.trash, state.counts.change_sets
    words = translate("CheckDialog", "%1 · %2 · %3", "users, trash and history of a file")
    return (
        words.replace("%1", translate("CheckDialog", "%Ln user(s)", "", users))
        .replace("%2", translate("CheckDialog", "%Ln user(s) in the trash", "", trash))
        .replace("%3", translate("CheckDialog", "%Ln change(s) in the history", "", sets))
    )


_FAULTS: dict[Fault, Callable[[int], str]] = {
    Fault.UNREADABLE: lambda _: translate(
        "CheckDialog", "A part of this cannot be read: a page is damaged."
    ),
    Fault.BROKEN_PAGES: lambda n: translate(
        "CheckDialog", "%Ln place(s) in the file do not hold what they should.", "", n
    ),
    Fault.OTHER_SCHEMA: lambda _: translate(
        "CheckDialog", "The tables are not those of a userbook of this version."
    ),
    Fault.NOT_TEXT: lambda n: translate(
        "CheckDialog", "%Ln user(s) have a value that cannot be read.", "", n
    ),
    Fault.NOT_INDEXED: lambda n: translate(
        "CheckDialog", "%Ln user(s) cannot be found by searching.", "", n
    ),
    Fault.WRONG_INDEX: lambda n: translate(
        "CheckDialog", "%Ln user(s) may be found or sorted wrongly.", "", n
    ),
    Fault.INDEX_OF_NOBODY: lambda n: translate(
        "CheckDialog", "The search index has %Ln user(s) who do not exist.", "", n
    ),
    Fault.WRONG_TALLIES: lambda _: translate(
        "CheckDialog", "The numbers beside the places are wrong."
    ),
    Fault.SAME_NAME: lambda n: translate(
        "CheckDialog", "%Ln user(s) have the user name of somebody else.", "", n
    ),
    Fault.NO_CHANGE_SET: lambda n: translate(
        "CheckDialog", "%Ln change(s) that the history refers to are missing.", "", n
    ),
    Fault.WRONG_REVERT: lambda n: translate(
        "CheckDialog", "%Ln change(s) do not match what took them back.", "", n
    ),
    Fault.BROKEN_CHAIN: lambda n: translate(
        "CheckDialog", "The history of %Ln user(s) has a gap.", "", n
    ),
    Fault.WRONG_WHEREABOUTS: lambda n: translate(
        "CheckDialog", "%Ln user(s) are not where the history has left them.", "", n
    ),
}
