"""Wires the page of one goal for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.goal.presenter import GoalPresenter
from mentor_desktop.ui.goal.view import GoalView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """One goal; opened with `goal`, its `relationship`, and `form` to look at it in."""
    view = GoalView()
    presenter = GoalPresenter(view, context)
    view.form_chosen.connect(presenter.form)
    view.act_asked.connect(presenter.offer)
    view.person_asked.connect(presenter.open_person)
    view.question.answered.connect(presenter.answer)
    view.question.left.connect(presenter.leave_question)
    for fields in (view.form, view.thoughts):
        fields.typed.connect(presenter.saver.typed)
        fields.left.connect(presenter.saver.left)
    view.form.said.connect(presenter.saver.said)
    view.form.chosen.connect(presenter.saver.chosen)
    view.form.talk_asked.connect(presenter.talk)
    view.stands.said.connect(presenter.say)
    view.stands.opened.connect(presenter.open_evidence)
    view.stands.copied.connect(presenter.copy)
    view.steps.added.connect(presenter.steps.add)
    view.steps.ticked.connect(presenter.steps.tick)
    view.steps.changed.connect(presenter.steps.edit)
    view.steps.removed.connect(presenter.steps.drop)
    view.steps.ordered.connect(presenter.steps.order)
    view.evidence.added.connect(presenter.show)
    view.evidence.taken.connect(presenter.take)
    view.evidence.opened.connect(presenter.open_evidence)
    view.evidence.shared.connect(presenter.share_evidence)
    view.evidence.trashed.connect(presenter.trash_evidence)
    view.chain.belongs.connect(presenter.belongs)
    return Page(
        view, open=presenter.open, leave=presenter.leave, new=view.open_adding, closed=presenter.closed,
        export=lambda: presenter.offer("sheet:pdf"),
    )  # fmt: skip
