"""Wires the Goals page for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.goals.presenter import GoalsPresenter
from mentor_desktop.ui.goals.view import GoalsView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page Goals; opened with `add=True` the form for a new goal is open, for a `relationship`."""
    view = GoalsView()
    presenter = GoalsPresenter(view, context)
    view.opened.connect(presenter.open_goal)
    view.talk_asked.connect(presenter.talk)
    view.person_asked.connect(presenter.open_person)
    view.trash_asked.connect(presenter.trash)
    view.filtered.connect(presenter.narrow)
    view.view_chosen.connect(presenter.view)
    view.new_asked.connect(presenter.begin)
    view.added.connect(presenter.add)
    view.form_left.connect(presenter.leave_form)
    view.review_asked.connect(presenter.review)
    view.people_asked.connect(presenter.add_person)

    def open_(add: bool = False, relationship: bytes | None = None) -> None:
        presenter.open(add, relationship)
        if not add:
            view.focus_list()

    return Page(view, open=open_, new=presenter.begin, find=view.focus_filter, closed=presenter.closed)
