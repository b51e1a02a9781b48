"""What becomes of what is not finished, and of what was typed, when its file is closed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from desktop_app.domain.change import Deed
from desktop_app.view_models.prompts import Choice, Question, QuestionKey

if TYPE_CHECKING:
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.user_form_view_model import UserFormViewModel
    from desktop_app.view_models.workspace import Workspace

_MOMENT = 1.0  # seconds that nobody minds


async def may_leave(workspace: Workspace, prompts: Prompts) -> Choice:
    """What becomes of drafts: GO_BACK if the person would rather not leave the file."""
    if await _what_of_changes(workspace.changes, prompts) is Choice.GO_BACK:
        return Choice.GO_BACK
    return await _what_of_drafts(workspace.form, prompts)


async def end_soon(changes: ChangesViewModel) -> None:
    """Where nobody can be asked."""
    while not await changes.tasks.finish_writes(within=_MOMENT):
        changes.stop()


async def _what_of_drafts(form: UserFormViewModel, prompts: Prompts) -> Choice:
    """Where drafts are lost is asked about; where they can be kept, that is one answer."""
    await form.tasks.finish_writes()  # what is being saved is no draft
    if not (count := form.count_drafts()):
        return Choice.KEEP
    if await form.keeper.keep():
        return await prompts.choose(Question(QuestionKey.KEEP_CHANGES, count))
    sure = await prompts.confirm(Question(QuestionKey.DISCARD_CHANGES, count))
    return Choice.KEEP if sure else Choice.GO_BACK


async def _what_of_changes(changes: ChangesViewModel, prompts: Prompts) -> Choice:
    """Nothing is being written afterwards, unless the person would rather not leave.

    What takes longer is asked about; the question goes away when it is done after all.
    """
    if await changes.tasks.finish_writes(within=_MOMENT) or not (now := changes.state.under_way):
        return Choice.KEEP
    if now.summary.deed is Deed.OUTSIDE:  # the next opening finds it again
        return await _given_up(changes)
    tasks = changes.tasks
    asking = tasks.latest("ask", prompts.choose(Question(QuestionKey.GIVE_UP, work=now)))
    done = tasks.latest("wait", tasks.finish_writes())
    await asyncio.wait((asking, done), return_when=asyncio.FIRST_COMPLETED)
    if done.done():
        tasks.cancel("ask")
        return Choice.KEEP
    choice = await asking
    if choice is Choice.DISCARD:
        return await _given_up(changes)
    if choice is Choice.KEEP:
        await done
    tasks.cancel("wait")
    return choice


async def _given_up(changes: ChangesViewModel) -> Choice:
    changes.stop()
    await changes.tasks.finish_writes()
    return Choice.DISCARD
