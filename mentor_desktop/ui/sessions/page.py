"""Wires the Sessions page for the window."""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.links import open_address
from mentor_desktop.ui.sessions.presenter import SessionsPresenter
from mentor_desktop.ui.sessions.view import SessionsView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context, open_link: Callable[[str], None] = open_address) -> Page:
    """The page Sessions; `open_link` is called only by the person's own press on "Open the link"."""
    view = SessionsView(lambda key: presenter.actions(key))
    presenter = SessionsPresenter(view, context)
    view.asked.connect(lambda act, key: presenter.do(act, key))
    view.activated.connect(presenter.activate)
    view.filtered.connect(presenter.narrow)
    view.new_session.connect(presenter.new_session)
    view.log_past.connect(presenter.log_past)
    view.answered.connect(lambda by, told: presenter.answer(by, told))
    view.question_left.connect(presenter.leave_question)
    view.link_opened.connect(open_link)

    def opened() -> None:
        presenter.open()
        view.focus_list()

    return Page(view, open=opened, new=presenter.new_session, find=view.focus_filter, closed=presenter.closed)
