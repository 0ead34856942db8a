"""Wires the page of earlier wordings for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.history.presenter import HistoryPresenter
from mentor_desktop.ui.history.view import HistoryPage
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page of key `history`; opened with the `kind` and `row` of a thing, perhaps the `field`."""
    view = HistoryPage()
    presenter = HistoryPresenter(view, context)
    view.chosen.connect(presenter.choose)
    view.field_chosen.connect(presenter.choose_field)
    view.taken.connect(presenter.take)
    view.left.connect(presenter.back)
    return Page(view, open=presenter.open, closed=presenter.closed)
