"""Wires the steps for the window. Each function returns the view, and what ends it when it is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.ui.firstrun.choosing import Choosing
from mentor_desktop.ui.firstrun.presenter import FirstRun, Make
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.timing import Delay


def first_run(
    ask: Ask, asker: Asker, delay: Delay, folder: Path, make: Make, open_another: Callable[[], None],
    sample: Callable[[], None], restore: Callable[[], None]
) -> tuple[FirstRunView, Callable[[], None]]:  # fmt: skip
    """The three steps of a first run."""
    view = FirstRunView()
    view.open_asked.connect(open_another)
    view.sample_asked.connect(sample)
    view.restore_asked.connect(restore)
    return view, _wire(view, FirstRun(view, ask, asker, delay, folder, make))


def keep_sample(
    ask: Ask, asker: Asker, delay: Delay, folder: Path, make: Make, back: Callable[[], None]
) -> tuple[FirstRunView, Callable[[], None]]:
    """The two steps that give the sample vault a passphrase and a recovery key."""
    view = FirstRunView(steps=2)
    view.back_asked.connect(back)
    return view, _wire(view, FirstRun(view, ask, asker, delay, folder, make, about_you=False))


def _wire(view: FirstRunView, presenter: FirstRun) -> Callable[[], None]:
    _wire_choosing(view, presenter.choosing)
    view.groups_asked.connect(presenter.groups_typed)
    view.print_asked.connect(presenter.print_key)
    view.save_asked.connect(presenter.save_key)
    view.place_asked.connect(presenter.choose_folder)
    view.finish_asked.connect(presenter.finish)
    return presenter.end


def _wire_choosing(view: FirstRunView, choosing: Choosing) -> None:
    view.phrase_typed.connect(choosing.typed)
    view.phrase_asked.connect(choosing.next)
    view.words_asked.connect(choosing.words)
