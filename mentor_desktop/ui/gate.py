"""First run, lock screen, the opened vault, and the way back: owns the workers and whatever is open.

The window always shows one of them. Closing anything hands half-typed text to the writer first, lets it
finish, and only then drops the keys. May import Qt and services; everything heavy is loaded by the worker
after the first paint, while the passphrase is typed.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from mentor_desktop.services.device import Device
from mentor_desktop.services.logs import Event
from mentor_desktop.ui import opening
from mentor_desktop.ui.ask import Asker, Failed
from mentor_desktop.ui.backing.worker import Beside
from mentor_desktop.ui.held import Held
from mentor_desktop.ui.lock.presenter import Try
from mentor_desktop.ui.timing import Delay
from mentor_desktop.ui.workers import Workers
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.desk import Clock
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.backing.bringing import Brought
    from mentor_desktop.ui.clipboard import ClipboardKeeper
    from mentor_desktop.ui.desktop import Desktop
    from mentor_desktop.ui.firstrun.presenter import Making
    from mentor_desktop.ui.shell.window import MainWindow
    from mentor_desktop.ui.watching.guard import Guard
    from mentor_desktop.vault import Work

T = TypeVar("T")
DEFAULT_NAME = "mentor.vault"


class Gate(QObject):
    """`ended` is called when nothing is open any more and the window may go. `work` and `clock` are for
    tests: a cheap derivation and a clock held in the hand."""

    def __init__(
        self, window: MainWindow, device: Device, folder: Path, asker: Asker, delay: Delay,
        clipboard: ClipboardKeeper, apply_look: Callable[[], None], ended: Callable[[], None], *,
        work: Work | None = None, clock: Clock | None = None
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._device, self._folder = window, device, folder
        self._asker, self._delay, self._clipboard = asker, delay, clipboard
        self._apply_look, self._ended = apply_look, ended
        self._work, self._clock = work, clock
        self._held = Held()
        self._workers = Workers(self._lost, self)
        self._aside = Beside(self)  # long work on backups
        self._guard: Guard | None = None  # made at the first opening
        self._loaded = False
        self._desktop: Desktop | None = None  # made at the first opening
        self._open = False
        self._leave: Callable[[], None] = _nothing  # what the screen that stands alone does when it goes
        self._say: Callable[[str], None] = _nothing_said
        self._sample: Path | None = None
        self._quitting = False

    # What is shown at the start

    def start(self, vault: Path | None = None, *, sample: bool = False) -> None:
        """Show the sample, the lock screen of a vault, or the first run."""
        known = vault or next((path for path in self._device.recent_vaults() if path.is_dir()), None)
        default = self._folder / DEFAULT_NAME
        if sample:
            self.open_sample()
        elif known is not None or default.is_dir():
            self._show_lock(known or default, started=True)
        elif (gone := next(iter(self._device.recent_vaults()), None)) and opening.is_backed_up(gone):
            self._show_lock(gone, started=True)
        else:
            self.first_run()

    def work_begins(self) -> None:
        """After the first paint: load what the vault needs, while the passphrase is typed."""
        if self._workers.idle() and not self._quitting:
            self._workers.begin()
            self.read(opening.load, self._load_ended, _ignored)

    def first_run(self) -> None:
        """Lead through a first run."""
        from mentor_desktop.ui.firstrun.page import first_run

        default = self._folder / DEFAULT_NAME
        view, self._leave = first_run(
            self, self._asker, self._delay, default, self._make, self.open_another, self.open_sample,
            lambda: self.restore(default),
        )  # fmt: skip
        self._say = view.say
        self._window.show_full(view)

    def open_another(self) -> None:
        """Choose a vault from a file window, and show its lock screen."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._leave()
                self._show_lock(path)

        self._asker.open_folder(_("Open a vault"), chosen)

    def _show_lock(self, folder: Path, *, started: bool = False) -> None:
        from mentor_desktop.ui.lock.page import lock_screen

        view, self._leave = lock_screen(self, self._asker, self._delay, self._device, folder, started=started)
        self._say = view.say
        self._window.show_full(view)

    # Opening

    def open(self, attempt: Try, failed: Callable[[BaseException], None]) -> Callable[[], None]:
        """See `lock.presenter.Door`."""
        taken_back, held, device, clock = threading.Event(), self._held, self._device, self._clock

        def work(anyway: bool) -> Opened | None:
            return opening.open_vault(attempt, held, device, clock, taken_back, anyway=anyway)

        def then(opened: Opened | None) -> None:
            if taken_back.is_set():
                self.write(held.close, _ignored, _ignored)
            elif opened is not None:
                self._enter(opened, by_recovery=attempt.recovery_key is not None)

        def wrong(error: BaseException) -> None:
            from mentor_desktop.services.vaults import Elsewhere

            if taken_back.is_set():
                return
            if isinstance(error, Elsewhere):
                self._asker.confirm(
                    _("This vault may be open on another computer"),
                    _("Or it was not closed there. Changes made at both at once do not come together."),
                    _("Open it here"), lambda yes: begin(True) if yes else failed(error),
                )  # fmt: skip
            else:
                failed(error)

        def begin(anyway: bool) -> None:
            if not taken_back.is_set():
                self.write(lambda: work(anyway), then, wrong)

        begin(False)
        self._get_ready()
        return taken_back.set

    def look(self, folder: Path, told: Callable[[bool], None]) -> None:
        """See `lock.presenter.Door`."""
        self.read(lambda: opening.is_offered(folder), told, _ignored)

    def find_backup(self, folder: Path, told: Callable[[opening.Spare | None], None]) -> None:
        """See `lock.presenter.Door`."""
        clock = self._clock
        self.read(lambda: opening.spare(folder, clock), told, _ignored)

    def restore(self, folder: Path, file: Path | None = None) -> None:
        """See `lock.presenter.Door`."""
        from mentor_desktop.ui.backing.page import bring_page

        def back() -> None:
            self._leave()
            if folder in self._device.recent_vaults() or folder.is_dir():
                self._show_lock(folder)
            else:
                self.first_run()

        def done(brought: Brought) -> None:
            def failed(error: BaseException) -> None:
                from mentor_desktop.services import vaults

                self._leave()
                self._show_lock(brought.folder)
                self._say(vaults.sentence(error))

            self.open(Try(brought.folder, brought.passphrase, brought.recovery_key), failed)

        self._leave()
        view, self._leave = bring_page(self._aside, self._asker, folder, done, back, file)
        self._say = view.say
        self._window.show_full(view)

    def _make(self, making: Making, failed: Callable[[BaseException], None]) -> None:
        held, device, clock, cost = self._held, self._device, self._clock, self._work

        self.write(lambda: opening.make(making, held, device, clock, cost), self._enter, failed)
        self._get_ready()

    def open_sample(self) -> None:
        """Make a vault of invented people whose key nobody is told."""
        from mentor_desktop.ui.firstrun.waiting import Waiting

        self._leave()
        self._leave = _nothing
        self._window.show_full(Waiting(_("Preparing the sample data…")))
        self._sample = Path(tempfile.mkdtemp(prefix="mentor-sample-"))
        held, clock, folder = self._held, self._clock, self._sample / "sample.vault"

        def failed(_error: BaseException) -> None:
            self.write(held.close, _ignored, _ignored)
            self._throw_sample_away()
            self.first_run()
            self._say(_("The sample data could not be prepared."))

        self.write(lambda: opening.make_sample(folder, held, clock), self._enter, failed)

    def keep_sample(self) -> None:
        """Choose a passphrase for the sample vault, so that it can be kept."""
        from mentor_desktop.ui.firstrun.page import keep_sample
        from mentor_desktop.ui.firstrun.presenter import free_place

        def back() -> None:
            if self._open:
                self._leave()
                self._leave = _nothing
                self._window.show_shell()
            else:  # it could not be kept, and its pages had been closed for that
                self._enter(self._held.opened())

        view, self._leave = keep_sample(
            self, self._asker, self._delay, free_place(self._folder), self._keep, back
        )
        self._window.show_full(view)

    def _keep(self, making: Making, failed: Callable[[BaseException], None]) -> None:
        held, device, clock, cost = self._held, self._device, self._clock, self._work

        def entered(opened: Opened) -> None:
            self._throw_sample_away()
            self._enter(opened)

        self._end_open()
        self.write(lambda: opening.keep(making, held, device, clock, cost), entered, failed)

    def _enter(self, opened: Opened, *, by_recovery: bool = False) -> None:
        """The vault is open: show Today."""
        self._leave()
        desktop = self._made_desktop()
        self._leave, self._say = _nothing, desktop.say_lost
        self._open = True
        desktop.begin(
            opened, self, sample=self._sample is not None, by_recovery=by_recovery, aside=self._aside,
            turn_to=self.turn_to,
        )  # fmt: skip
        if self._guard is None:
            from mentor_desktop.ui.watching.guard import Guard

            self._guard = Guard(self._window, self._delay, self, desktop.shown_to_someone, self.lock)
        self._guard.begin(opened)
        self._device.log.note(Event.OPENED)

    def _get_ready(self) -> None:
        """While the key is derived there is time to build what comes after it."""
        if self._desktop is None and self._loaded:
            self._delay.after(0, self._made_desktop_unless_gone)

    def _made_desktop_unless_gone(self) -> None:
        if not self._quitting:
            self._made_desktop().get_ready()

    def _made_desktop(self) -> Desktop:
        from mentor_desktop.ui.desktop import Desktop

        if self._desktop is None:
            self._desktop = Desktop(
                self._window, self._asker, self._delay, self._clipboard, self._device, self._apply_look,
                self.lock, self.keep_sample,
            )  # fmt: skip
        return self._desktop

    def _load_ended(self, _done: None) -> None:
        self._loaded = True

    # Closing

    def lock(self, told: Callable[[], None] | None = None) -> None:
        """Save what is half-typed, close the vault and drop its keys; the lock screen is shown at once.

        `told` is called when nothing is open any more: at once where nothing was.
        """
        sample = self._open and self._sample is not None
        if self._open and not self._quitting and not sample:
            self._lock()
        if sample:  # its key is nowhere else: a lock would throw it away
            self._window.cover()
        if told is not None:
            self._workers.when_closed(told)

    def turn_to(self, folder: Path) -> None:
        """Lock this vault and show the lock screen of another."""
        if self._open and not self._quitting and self._sample is None:
            self._lock(folder)

    def _lock(self, another: Path | None = None) -> None:
        folder = another or self._held.folder
        self._end_open()
        self._workers.close(self._close, self._locked)
        self._show_lock(folder)
        self._delay.after(0, _collect)

    def _locked(self) -> None:
        self._workers.begin()
        self._delay.after(0, _collect)  # what the workers held to the last

    def quit(self) -> None:
        """The same, and then the window goes. A vault that is being made is finished first."""
        if self._quitting:
            return
        self._quitting = True
        self._end_open()
        self._leave()
        self._clipboard.clear()
        self._window.hide()
        self._aside.stop()
        self._workers.close(self._close, self._gone)

    def _end_open(self) -> None:
        if self._open and self._desktop is not None:
            self._open = False
            if self._guard is not None:
                self._guard.end()
            self._desktop.end()
            self._aside.stop()
            self._clipboard.clear()
            self._device.log.note(Event.LOCKED)

    def _close(self) -> None:
        self._aside.join()  # what was stopped may still hold the vault
        self._held.close()

    def _gone(self) -> None:
        self._aside.end()
        self._throw_sample_away()
        self._ended()

    def _throw_sample_away(self) -> None:
        if self._sample is not None:
            shutil.rmtree(self._sample, ignore_errors=True)
            self._sample = None

    # What is asked of the workers

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.write`."""
        self._workers.write(work, then, failed)

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.read`."""
        self._workers.read(work, then, failed)

    def say(self, sentence: str) -> None:
        """Say something wherever one is now: above the page, or on the lock screen."""
        self._say(sentence)

    def _lost(self, error: BaseException) -> None:
        """A change that nobody waited for failed: that must be said, whatever is shown."""
        self._device.log.error(type(error), None)
        self._say(_("Something typed last could not be saved."))


def _collect() -> None:
    gc.collect()


def _nothing() -> None:
    """No screen stands alone."""


def _nothing_said(_sentence: str) -> None:
    """Nobody is there to hear it."""


def _ignored(_value: object) -> None:
    """Nobody waits for it."""
