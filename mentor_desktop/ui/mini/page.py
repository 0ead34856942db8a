"""Wires the mini window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.mini.presenter import MiniPresenter
from mentor_desktop.ui.mini.window import MiniWindow, Places
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.ticking import Ticker


@dataclass(frozen=True)
class Mini:
    """The mini window: `offer` shows it, or puts it away where it is shown; `end` frees it on lock."""

    window: MiniWindow
    offer: Callable[[], None]
    end: Callable[[], None]


def mini(context: Context, live: Live, places: Places, shield: Callable[[], None]) -> Mini:
    """The mini window over the shared session; `shield` covers every window of the program."""
    window = MiniWindow(places)
    presenter = MiniPresenter(window, context, live)
    ticker = Ticker(window, presenter.next_ms, presenter.tick)
    verbs: dict[str, Callable[[], None]] = {
        "next": live.next_part,
        "back": live.back,
        "pause": live.pause,
        "extend": live.extend,
        "moment": presenter.moment,
        "end": live.end,
        "shield": shield,
    }
    window.do.connect(lambda verb: verbs[verb]())
    window.started.connect(presenter.start)
    window.began.connect(live.began)
    window.typed.connect(presenter.typed)
    window.sent.connect(presenter.send)
    window.answered.connect(presenter.answer)
    window.gone.connect(presenter.leave)
    closing = window.closing
    closing.mattered.changed.connect(presenter.mattered)
    closing.keep.clicked.connect(presenter.keep_promises)
    closing.next_time.clicked.connect(presenter.plan_next)
    closing.finish.clicked.connect(presenter.finish)
    closing.full.clicked.connect(presenter.wrap_up)
    stop = live.listen(lambda _news: ticker.judge())

    def offer() -> None:
        if window.isVisible():
            window.close()
        else:
            presenter.opened()
            window.offer()

    def end() -> None:
        stop()
        presenter.close()
        window.close()
        window.deleteLater()

    return Mini(window, offer, end)
