"""Wires the Run page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.run.commands import commands
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.presenter import RunPresenter
from mentor_desktop.ui.run.ticking import Ticker
from mentor_desktop.ui.run.view import RunView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context, live: Live | None = None, pop_out: Callable[[], None] | None = None) -> Page:
    """The Run page; opened with `session`, and `note` for the very line: raw ids.

    With a shared session its keys are those of the Session menu; alone it has its own. `pop_out` shows the
    mini window; without it the button is left out.
    """
    view = RunView()
    own = live is None
    session = live or Live(context)
    presenter = RunPresenter(view, context, session, pop_out)
    ticker = Ticker(view, presenter.next_ms, presenter.tick)
    view.timer.pop_out.setVisible(pop_out is not None)
    if own:
        _add_keys(view, session)
    _connect(view, presenter)

    def open_(session: bytes, start: bool = False, note: bytes | None = None) -> None:
        view.notes.list.seek("")
        presenter.open(session, start)
        if note is not None:
            view.notes.list.seek(note.hex())
        ticker.judge()

    end = session.listen(lambda _news: ticker.judge())

    def closed() -> None:
        end()
        presenter.close()
        if own:
            session.close()

    return Page(
        view,
        open=open_,
        leave=presenter.leave,
        find=view.notes.start_finding,
        closed=closed,
    )


def _add_keys(view: RunView, session: Live) -> None:
    for command in commands(lambda: session, None):
        for key in command.shortcut.split("; "):
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command.act)


def _connect(view: RunView, presenter: RunPresenter) -> None:
    view.head.chosen.connect(presenter.go)
    view.answered.connect(presenter.answer)
    view.start.started.connect(presenter.start)
    view.held.correct.toggled.connect(view.agenda.correct)
    view.held.corrected.connect(presenter.correct)
    timer = view.timer
    timer.next_asked.connect(presenter.next_part)
    timer.back_asked.connect(presenter.back)
    timer.pause_asked.connect(presenter.pause)
    timer.pop_out_asked.connect(presenter.pop_out)
    timer.began.connect(presenter.began)
    view.agenda.chosen.connect(presenter.go_to)
    view.agenda.extend_asked.connect(presenter.extend)
    view.agenda.corrected.connect(presenter.correct_part)
    view.hand.question_asked.connect(presenter.another_question)
    view.hand.share_safe_asked.connect(presenter.share_safe)
    view.hand.end_asked.connect(presenter.end_session)
    notes = view.notes
    notes.composer.typed.connect(presenter.typed)
    notes.composer.sent.connect(presenter.send)
    notes.composer.audience.connect(presenter.choose_audience)
    notes.edit_asked.connect(presenter.edit)
    notes.edited.connect(presenter.edited)
    notes.edit_ended.connect(presenter.end_edit)
    notes.restored.connect(presenter.restore)
    notes.trashed.connect(presenter.trash)
    notes.history_asked.connect(presenter.show_history)
    notes.share.connect(presenter.share)
    notes.checked.connect(presenter.check)
