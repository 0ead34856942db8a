"""Wires the New session page for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.newsession.presenter import NewSessionPresenter
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page New session; opened with `person`, `session` or `past`."""
    view = NewSessionView()
    presenter = NewSessionPresenter(view, context)
    view.set_clocks(presenter.clocks)
    view.picked.connect(presenter.pick)
    view.dropped.connect(presenter.drop)
    view.add_asked.connect(presenter.add)
    view.when_changed.connect(presenter.set_when)
    view.fold_changed.connect(presenter.set_fold)
    view.follow_changed.connect(presenter.follow)
    view.minutes_changed.connect(presenter.set_minutes)
    view.link_changed.connect(presenter.set_link)
    view.link_left.connect(presenter.check_link)
    view.template_changed.connect(presenter.set_template)
    view.by_changed.connect(presenter.set_by)
    view.save.connect(presenter.save)
    view.cancel.connect(presenter.cancel)
    return Page(view, open=presenter.open, closed=presenter.closed)
