"""Wires the Agreements page for the window."""

from __future__ import annotations

from mentor_desktop.ui.agreements.presenter import AgreementsPresenter
from mentor_desktop.ui.agreements.view import AgreementsView
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page Agreements."""
    view = AgreementsView()
    presenter = AgreementsPresenter(view, context)
    view.opened.connect(presenter.open_row)
    view.talk_asked.connect(presenter.talk)
    view.person_asked.connect(presenter.open_person)
    view.filtered.connect(presenter.narrow)
    view.people_asked.connect(presenter.begin)

    def open_() -> None:
        presenter.open()
        view.focus_list()

    return Page(view, open=open_, find=view.focus_filter, closed=presenter.closed)
