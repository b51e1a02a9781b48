"""What becomes of what was typed when its file is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.view_models.prompts import Choice, Question, QuestionKey

if TYPE_CHECKING:
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.user_form_view_model import UserFormViewModel


async def what_of_drafts(form: UserFormViewModel, prompts: Prompts) -> Choice:
    """Where drafts are lost is asked about; where they can be kept, that is one answer."""
    await form.tasks.finish_writes()  # what is being saved is no draft
    if not (count := form.count_drafts()):
        return Choice.KEEP
    if await form.keeper.keep():
        return await prompts.choose(Question(QuestionKey.KEEP_CHANGES, count))
    sure = await prompts.confirm(Question(QuestionKey.DISCARD_CHANGES, count))
    return Choice.KEEP if sure else Choice.GO_BACK
