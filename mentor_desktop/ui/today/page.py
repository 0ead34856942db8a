"""Wires Today for the window."""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.links import open_address
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.today.presenter import TodayPresenter
from mentor_desktop.ui.today.view import TodayView


def page(context: Context, open_link: Callable[[str], None] = open_address) -> Page:
    """The page Today; `open_link` is called only by the person's second press on a link."""
    view = TodayView()
    presenter = TodayPresenter(view, context)
    view.prepare.connect(lambda: presenter.prepare())
    view.prepare_one.connect(presenter.prepare)
    view.start.connect(presenter.start)
    view.finish.connect(presenter.finish)
    view.ticked.connect(presenter.keep)
    view.new_session.connect(presenter.new_session)
    view.add_person.connect(presenter.add_person)
    view.link_opened.connect(open_link)
    view.reviews.opened.connect(
        lambda person, between: context.shell.go("agreement", person=person, relationship=between)
    )
    view.touch.opened.connect(presenter.touch.open)
    view.touch.logged.connect(presenter.touch.log)
    view.touch.put_off.connect(presenter.touch.snooze)
    view.touch.copied.connect(presenter.touch.copy)
    view.touch.kind.connect(presenter.touch.choose_kind)
    view.touch.left.connect(presenter.touch.close)
    return Page(
        view, open=presenter.open, leave=presenter.leave, new=presenter.new_session, closed=presenter.closed
    )
