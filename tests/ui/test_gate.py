"""First run, lock and what lies between, in a real window on a real vault with real workers."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import notes, people, running, sessions, vaults
from mentor_desktop.services.device import Device
from mentor_desktop.ui import gate as gates
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.firstrun.recovery_step import TypedField
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.gate import Gate
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.run.composer import Composer
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.vault import VaultInUse
from tests.support import CHEAP, PASSPHRASE, HandClock, reopened
from tests.ui.fakes import FakePrompts, HandDelay

GOOD = "seven quiet herons over the mill pond"
CANARY = "zzcanaryzz"
W = TypeVar("W", bound=QWidget)


class House:
    """The program without its composition root: a window, a gate, and a data folder."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.device, self.delay, self.prompts = Device(folder), HandDelay(), FakePrompts()
        self.clock = HandClock()
        self.gone = 0
        self.window = MainWindow(theme, self.device.places, self.delay, later=True)
        self.keeper = ClipboardKeeper(QApplication.clipboard(), self.delay)
        self.gate = Gate(
            self.window, self.device, folder, self.prompts, self.delay, self.keeper, lambda: None,
            self._ended, work=CHEAP, clock=self.clock,
        )  # fmt: skip
        self.window.closing.connect(self.gate.quit)
        self.collector = Collector(self.window)  # real workers: garbage is for the window's thread alone

    def _ended(self) -> None:
        self.gone += 1
        self.window.end()

    def begin(self, vault: Path | None = None, *, sample: bool = False) -> None:
        self.gate.start(vault, sample=sample)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.gate.work_begins()

    def full(self, kind: type[W]) -> W:
        """The widget that stands alone."""
        found = self.window.findChildren(kind)
        assert len(found) == 1
        return found[0]

    def unlock(self, secret: str = PASSPHRASE) -> None:
        view = self.full(LockView)
        QTest.keyClicks(view.field.edit, secret)
        with self.qtbot.waitSignal(self.page_shown(), timeout=20_000):
            QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
        deleted()

    def page_shown(self) -> object:
        return self.window.page_shown

    def banner(self, words: str) -> Banner:
        def found() -> list[Banner]:
            return [each for each in self.window.findChildren(Banner) if words in each.words.text()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
        return found()[0]

    def press(self, words: str, button: str) -> None:
        banner = self.banner(words)
        next(each for each in banner.buttons if each.text() == button).click()

    def quit(self) -> None:
        self.gate.quit()
        self.qtbot.waitUntil(lambda: self.gone == 1, timeout=20_000)


@pytest.fixture
def house(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    made = House(theme, tmp_path / "data", qtbot)
    yield made
    made.quit()
    made.window.deleteLater()
    deleted()
    gc.collect()
    gc.enable()


@pytest.fixture
def vault(sample_folder: Path, tmp_path: Path) -> Path:
    """The sample vault as the user's own, at the default place."""
    folder = tmp_path / "data" / gates.DEFAULT_NAME
    shutil.copytree(sample_folder, folder)
    return folder


def deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def texts() -> str:
    """Everything that any widget of the program holds or would speak."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            found.append(widget.toPlainText())
    return "\n".join(found)


def todays_session(folder: Path) -> SessionId:
    opened = reopened(folder, HandClock())
    planned = [row for row in sessions.rows(opened.desk) if row.state.value == "planned"]
    opened.close()
    return planned[0].id


def compose(house: House, session: SessionId) -> Composer:
    """The note field of a running session."""
    house.window.go("run", session=session)
    house.qtbot.waitUntil(lambda: any(each.isVisible() for each in house.window.findChildren(Composer)))
    return house.full(Composer)


# First run


def test_a_first_run_ends_on_today_in_a_vault_of_ones_own(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    QTest.keyClicks(view.passphrase.first.edit, GOOD)
    QTest.keyClicks(view.passphrase.second.edit, GOOD)
    QTest.keyClick(view.passphrase.second.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    deleted()
    spoken = [each.accessibleName() for each in view.findChildren(QWidget)]
    groups = [name.partition(": ")[2].replace(" ", "") for name in spoken if name.startswith("Group ") and ":" in name]
    for field in view.findChildren(TypedField):
        QTest.keyClicks(field, groups[int(field.accessibleName().split()[1]) - 1])
    QTest.keyClick(view.findChildren(TypedField)[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.you is not None, timeout=20_000)
    assert not house.folder.joinpath(gates.DEFAULT_NAME).exists()
    assert view.you is not None
    QTest.keyClicks(view.you.name.edit, "Maya Lind")
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000) as shown:
        view.you.next_button.click()
    assert shown.args == ["today"]
    house.quit()
    for secret in ({"passphrase": GOOD}, {"recovery_key": "-".join(groups)}):
        opened = vaults.open_vault(house.folder / gates.DEFAULT_NAME, **secret)
        assert people.me(opened.desk).name == "Maya Lind"
        opened.close()
    assert Device(house.folder).recent_vaults() == (house.folder / gates.DEFAULT_NAME,)


def test_whoever_closes_before_the_last_step_leaves_nothing_behind(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    for edit in (view.passphrase.first.edit, view.passphrase.second.edit):
        QTest.keyClicks(edit, GOOD)
    view.passphrase.next_button.click()
    qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    house.window.close()
    qtbot.waitUntil(lambda: house.gone == 1)
    assert not list(house.folder.glob("*.vault"))


def test_a_vault_that_is_being_made_is_made_although_the_window_closes(house: House, qtbot: QtBot) -> None:
    from mentor_desktop.ui.firstrun.presenter import Making

    house.begin()
    key = vaults.new_recovery_key()
    making = Making(house.folder / "mentor.vault", GOOD, key, "Maya Lind", "Europe/Stockholm")
    failures: list[BaseException] = []
    house.gate._make(making, failures.append)
    house.gate.quit()
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    opened = vaults.open_vault(house.folder / "mentor.vault", recovery_key=key)
    assert people.me(opened.desk).name == "Maya Lind"
    opened.close()
    assert failures == []
    assert Device(house.folder).recent_vaults() == (house.folder / "mentor.vault",)


def test_a_vault_is_opened_from_the_first_run(house: House, sample_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.vault"
    shutil.copytree(sample_folder, elsewhere)
    house.prompts.paths = [elsewhere]
    house.begin()
    house.full(FirstRunView).open_asked.emit()
    deleted()
    house.unlock()
    assert house.window.here()[0] == "today"


# Lock


def test_the_last_vault_is_asked_for_and_opens_on_today(house: House, vault: Path) -> None:
    house.begin()
    assert house.full(LockView).vault.text() == "mentor.vault"
    house.unlock()
    assert house.window.here()[0] == "today"
    assert house.window.windowTitle() == "Mentor Desktop"
    assert Device(house.folder).recent_vaults() == (vault,)


def test_a_wrong_passphrase_is_said_and_a_right_one_opens(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, "not this one at all")
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.field.error()), timeout=20_000)
    assert view.field.error() == "That does not open this vault. Try again."
    assert view.field.edit.selectedText() == "not this one at all"
    house.unlock()  # typing replaces what is selected


def test_a_try_that_is_taken_back_leaves_the_vault_closed(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, PASSPHRASE)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    view.cancel_asked.emit()
    assert not view.progress.isVisible()
    done: list[None] = []
    house.gate.write(lambda: None, done.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    house.gate.write(lambda: None, done.append, lambda _error: None)  # what the answer set off
    qtbot.waitUntil(lambda: len(done) == 2)
    assert house.window.findChildren(LockView) == [view]
    reopened(vault).close()
    house.unlock("")  # the phrase still stands in the field


def test_locking_drops_the_keys_the_pages_and_every_word(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    house.window.offer_undo(f"{CANARY} moved", lambda: None)
    house.window.add_banner(CANARY)
    house.window.set_badge("sessions", CANARY)
    house.window.set_state(CANARY)
    house.window.go("people")
    house.window.go("person", person=_person(vault, "Amara", house))
    qtbot.waitUntil(lambda: "Okafor" in texts())
    house.window.go("run", session=session)
    house.keeper.copy(CANARY)
    house.gate.lock()
    assert isinstance(house.full(LockView), LockView)
    deleted()
    gc.collect()
    held = texts()
    assert not [word for word in (CANARY, "Amara", "Okafor", "Jonas", "Sofia") if word in held]
    assert QApplication.clipboard().text() == ""
    house.unlock()
    assert house.window.here()[0] == "today"


def _person(_vault: Path, name: str, house: House) -> object:
    found: list[object] = []
    desktop = house.gate._desktop
    assert desktop is not None
    assert desktop._context is not None
    desk = desktop._context.desk
    house.gate.read(
        lambda: next(each.id for each in people.everyone(desk) if each.name.startswith(name)),
        found.append, lambda _error: None,
    )  # fmt: skip
    house.qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_the_vault_is_free_once_it_is_locked(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    with pytest.raises(VaultInUse):
        reopened(vault)
    house.gate.lock()

    def free() -> bool:
        try:
            reopened(vault).close()
        except VaultInUse:
            return False
        return True

    qtbot.waitUntil(free, timeout=20_000)


def test_a_lock_while_typing_keeps_what_was_typed(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    QTest.keyClicks(compose(house, session).editor, f"Half a {CANARY}")
    house.gate.lock()
    deleted()
    house.unlock()
    composer = compose(house, session)
    qtbot.waitUntil(lambda: composer.editor.text() == f"Half a {CANARY}", timeout=20_000)


def test_a_lock_while_saving_loses_none_of_it(house: House, vault: Path) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    desktop = house.gate._desktop
    assert desktop is not None
    assert desktop._context is not None
    desk = desktop._context.desk
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        begun.set()
        go_on.wait(20)
        notes.write(desk, "note 0", session=session)

    house.gate.write(first, lambda _done: None, lambda _error: None)
    for number in range(1, 20):
        house.gate.write(
            lambda number=number: notes.write(desk, f"note {number}", session=session),  # type: ignore[misc]
            lambda _done: None,
            lambda _error: None,
        )
    assert begun.wait(20)
    house.gate.lock()
    go_on.set()
    house.unlock()
    house.quit()
    opened = reopened(vault, house.clock)
    assert {note.text for note in notes.of_session(opened.desk, session)} >= {f"note {n}" for n in range(20)}
    opened.close()


def test_a_change_that_is_lost_is_said_on_the_lock_screen(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()

    def fails() -> None:
        raise OSError("the disk")

    house.gate.write(fails, lambda _done: None, lambda _error: None)
    house.gate.lock()
    view = house.full(LockView)
    qtbot.waitUntil(lambda: "could not be saved" in view.field.error(), timeout=20_000)


def test_closing_the_window_saves_and_ends(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    QTest.keyClicks(compose(house, session).editor, "Half a sentence")
    house.window.close()
    house.window.close()  # once more, in a hurry
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    opened = reopened(vault, house.clock)
    assert "Half a sentence" in str(running_draft(opened, session))
    opened.close()


def running_draft(opened: vaults.Opened, session: SessionId) -> str:
    from mentor_desktop.services import drafts

    return drafts.load(opened.desk, drafts.key(notes.COMPOSER, session))


def test_quitting_while_it_locks_waits_for_the_vault(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    house.gate.lock()
    house.gate.quit()
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    reopened(vault).close()


def test_the_recovery_key_opens_and_offers_a_new_passphrase(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    opened, key = vaults.create(
        house.folder / gates.DEFAULT_NAME, PASSPHRASE, "Maya Lind", "Europe/Stockholm", work=CHEAP
    )
    opened.close()
    house.begin()
    house.full(LockView).way.click()
    house.unlock(key.lower().replace("-", " "))
    house.press("recovery key", "Choose a new passphrase")
    assert house.window.here() == ("settings", {"topic": "passphrase"})


# In the vault


def test_ctrl_l_locks_and_in_a_session_covers_first(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    desktop = house.gate._desktop
    assert desktop is not None
    assert desktop._context is not None
    desk = desktop._context.desk
    QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(house.window.findChildren(LockView)), timeout=20_000)
    house.unlock()
    desk = desktop._context.desk
    done: list[object] = []
    house.gate.write(lambda: running.start(desk, session), done.append, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert house.window.covered()
    house.gate.read(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert house.window.covered()
    assert house.window.findChildren(LockView) == []
    QTest.keyClick(house.window, Qt.Key.Key_F8)
    assert not house.window.covered()
    for _press in range(2):
        QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert house.full(LockView).isVisible()


@pytest.mark.parametrize(("button", "page"), [("Go on", "run"), ("It ended", "wrap")])
def test_a_session_found_running_is_taken_up(house: House, vault: Path, button: str, page: str, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    house.clock.pass_minutes(10)
    notes.write(opened.desk, "The last word.", session=session)
    opened.close()
    house.clock.restart(30)
    house.begin()
    house.unlock()
    assert house.window.here()[0] == "today"
    house.press("still running", button)
    qtbot.waitUntil(lambda: house.window.here() == (page, {"session": session}), timeout=20_000)
    house.quit()
    opened = reopened(vault, house.clock)
    held = sessions.get(opened.desk, session)
    if page == "wrap":
        assert held.started is not None
        assert held.ended == held.started + 10 * 60_000
    else:
        assert held.ended is None
    opened.close()


def test_a_new_person_is_added_by_key_from_anywhere(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(house.window, Qt.Key.Key_N, keys)
    assert house.window.here() == ("people", {"add": True})


# The sample


def test_the_sample_opens_by_itself_is_only_covered_and_is_gone_at_the_end(house: House, qtbot: QtBot) -> None:
    house.begin(sample=True)
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        pass
    folder = house.gate._sample
    assert folder is not None
    assert folder.is_dir()
    house.banner("invented")
    house.gate.lock()
    assert house.window.covered()
    house.window.uncover()
    house.quit()
    assert not folder.exists()
    assert not list(house.folder.glob("*.vault"))


def test_the_sample_can_be_kept(house: House, qtbot: QtBot) -> None:
    house.begin(sample=True)
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        pass
    folder = house.gate._sample
    assert folder is not None
    house.press("invented", "Keep this vault…")
    view = house.full(FirstRunView)
    view.back_asked.emit()  # not yet
    assert house.window.findChildren(FirstRunView) == [] or not view.isVisible()
    deleted()
    house.gate.keep_sample()
    view = house.full(FirstRunView)
    for edit in (view.passphrase.first.edit, view.passphrase.second.edit):
        QTest.keyClicks(edit, GOOD)
    view.passphrase.next_button.click()
    qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    deleted()
    spoken = [each.accessibleName() for each in view.findChildren(QWidget)]
    groups = [name.partition(": ")[2].replace(" ", "") for name in spoken if name.startswith("Group ") and ":" in name]
    for field in view.findChildren(TypedField):
        QTest.keyClicks(field, groups[int(field.accessibleName().split()[1]) - 1])
    assert view.recovery is not None
    with qtbot.waitSignal(house.window.page_shown, timeout=30_000):
        view.recovery.next_button.click()
    assert not folder.exists()
    house.gate.lock()
    deleted()
    house.unlock(GOOD)
    house.quit()
    opened = vaults.open_vault(house.folder / gates.DEFAULT_NAME, recovery_key="-".join(groups))
    assert len(people.everyone(opened.desk)) >= 4
    opened.close()


def test_a_button_of_the_first_run_opens_the_sample(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    button = next(each for each in view.findChildren(Button) if each.text() == "Try sample data")
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        button.click()
    house.banner("invented")
