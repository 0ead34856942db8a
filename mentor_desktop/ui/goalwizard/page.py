"""Wires the talk through a form, and the review, for the window."""

from __future__ import annotations

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.goalwizard.presenter import TalkPresenter
from mentor_desktop.ui.goalwizard.review_presenter import ReviewPresenter
from mentor_desktop.ui.goalwizard.review_view import ReviewView
from mentor_desktop.ui.goalwizard.view import TalkView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The talk; opened with `goal`, its `relationship`, and `form`."""
    view = TalkView()
    presenter = TalkPresenter(view, context)
    view.typed.connect(presenter.saver.typed)
    view.said.connect(presenter.saver.said)
    view.chosen.connect(presenter.saver.chosen)
    view.left.connect(presenter.saver.left)
    view.step_added.connect(presenter.add_step)
    view.form_chosen.connect(presenter.form)
    view.length_chosen.connect(presenter.length)
    view.next_asked.connect(presenter.forward)
    view.forward_asked.connect(presenter.forward)
    view.back_asked.connect(presenter.back)
    view.closed.connect(presenter.close)
    return Page(view, open=presenter.open, leave=presenter.leave, closed=presenter.closed)


def review_page(context: Context) -> Page:
    """The review; opened with `relationship`."""
    view = ReviewView()
    presenter = ReviewPresenter(view, context)
    view.kept.connect(presenter.keep)
    view.reached.connect(presenter.reach)
    view.let_go.connect(presenter.let_go)
    view.words_asked.connect(presenter.reword)
    view.reworded.connect(presenter.reworded)
    view.words_left.connect(presenter.leave_words)
    view.forward_asked.connect(presenter.forward)
    view.back_asked.connect(presenter.back)
    view.closed.connect(presenter.close)
    return Page(view, open=presenter.open, leave=presenter.leave, closed=presenter.closed)
