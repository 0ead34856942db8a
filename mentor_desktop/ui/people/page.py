"""Wires the People page for the window."""

from __future__ import annotations

from mentor_desktop.services import places
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.people.presenter import PeoplePresenter
from mentor_desktop.ui.people.view import PeopleView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page People; opened with `add=True` it begins with the form for a new person."""
    view = PeopleView(places.search)
    presenter = PeoplePresenter(view, context)
    view.opened.connect(presenter.open_person)
    view.session_asked.connect(presenter.new_session)
    view.archive_asked.connect(presenter.archive)
    view.trash_asked.connect(presenter.trash)
    view.filtered.connect(presenter.narrow)
    view.sorted_by.connect(presenter.sort)
    view.load_shown.connect(presenter.show_load)
    view.archived_shown.connect(presenter.show_archived)
    view.new_asked.connect(presenter.begin)
    view.added.connect(presenter.add)
    view.form_left.connect(presenter.leave_form)
    return Page(
        view, open=presenter.open, new=presenter.begin, find=view.focus_filter, closed=presenter.closed
    )
