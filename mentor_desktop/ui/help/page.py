"""Wires Help for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.help.presenter import HelpPresenter
from mentor_desktop.ui.help.view import HelpView
from mentor_desktop.ui.links import open_address
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page Help, opened with `topic=""`: "keys", "protected" or the words of a chapter's title."""
    view = HelpView()
    presenter = HelpPresenter(view, context, open_address)
    view.chosen.connect(presenter.choose)
    view.searched.connect(presenter.search)
    view.link_clicked.connect(presenter.link)
    return Page(view, open=presenter.open, find=view.start_finding)
