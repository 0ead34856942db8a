"""Backups in Settings, on a real vault with real files: each thing by its button, and by the list's keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.services import backups, people, vaults
from mentor_desktop.services.backups import Backup
from mentor_desktop.ui.ask import Failed
from mentor_desktop.ui.backing.aside import Backing, Percent, Progress, Stopped
from mentor_desktop.ui.backing.step import BringStep
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.settings import page as pages
from mentor_desktop.ui.settings.asking import AskStep
from mentor_desktop.ui.settings.backup_words import lines, size_words, why
from mentor_desktop.ui.settings.backups import BackupsCard
from mentor_desktop.ui.settings.view import SettingsView
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock, dump, reopened
from tests.ui.fakes import FakePrompts, HandDelay, Now
from tests.ui.screen_support import FakeShell

KEY = vaults.new_recovery_key()


class Held:
    """A worker whose work runs when the test says so; it stops as the real one does."""

    def __init__(self) -> None:
        self.held = False
        self.waiting: list[Callable[[], None]] = []
        self.stopped = False

    def begin(
        self, work: Callable[[Progress], object], then: Callable[..., None], failed: Failed, told: Percent
    ) -> Callable[[], None]:
        def progress(share: float) -> None:
            if self.stopped:
                raise Stopped
            told(int(share * 100))

        def run() -> None:
            try:
                value = work(progress)
            except Exception as error:
                failed(error)
            else:
                then(value)

        if self.held:
            self.waiting.append(run)
        else:
            run()
        return self._stop

    def _stop(self) -> None:
        self.stopped = True


class Stage:
    """A vault of one's own, and Settings at the backups."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.clock = HandClock()
        self.opened, _key = vaults.create(
            folder / "a.vault", PASSPHRASE, "Maya Lind", HOME, work=CHEAP, clock=self.clock, recovery_key=KEY
        )
        people.add(self.opened.desk, "Noor Haddad", zone="Europe/Paris")
        self.shell, self.prompts, self.aside = FakeShell(), FakePrompts(), Held()
        self.turned: list[Path] = []
        self.looked = 0
        context = Context(
            self.opened.desk, Now(), self.prompts, self.shell, HandDelay(), opened=self.opened,
            backing=Backing(self.aside, self._look, self.turned.append),
        )  # fmt: skip
        self.page = pages.page(context)
        assert isinstance(self.page.widget, SettingsView)
        self.view = self.page.widget
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.open()

    def _look(self) -> None:
        self.looked += 1

    def open(self) -> None:
        assert self.page.open is not None
        self.page.open(topic="backups")

    @property
    def card(self) -> BackupsCard:
        return self.view.backups

    def said(self) -> str:
        return self.card.said.text()

    def type(self, secret: str) -> None:
        """Into the step that is open, with Enter."""
        step = self.card.step
        assert step is not None
        step.field.edit.selectAll()
        QTest.keyClicks(step.field.edit, secret)
        QTest.keyClick(step.field.edit, Qt.Key.Key_Return)

    def backup(self, days: int = 1) -> list[backups.Made]:
        made = []
        for _day in range(days):
            made.append(backups.make(self.opened, backups.DAILY))
            self.clock.pass_ms(DAY)
        self.open()
        return made


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Stage:
    return Stage(tmp_path, qtbot)


def test_one_is_made_by_the_button_and_stands_in_the_list(stage: Stage) -> None:
    assert "no backup yet" in stage.card.last.text()
    assert stage.view.backup_list.list.isHidden()
    stage.card.make.click()
    assert stage.said() == "Backed up on this laptop."
    assert stage.card.last.text() == "Last backup: Today 11:40"
    (line,) = stage.view.backup_list.list.rows.rows()
    assert line.spoken.startswith("Today 11:40 · asked for. ")
    assert line.spoken.endswith(" · this laptop · complete")
    assert stage.looked == 1
    assert stage.card.progress.isHidden()


def test_one_that_is_made_can_be_stopped_and_leaves_nothing(stage: Stage) -> None:
    stage.aside.held = True
    stage.card.make.click()
    assert stage.said() == "Backing up…"
    assert stage.card.cancel.hasFocus()
    assert not stage.card.prove.isEnabled()
    stage.card.cancel.click()
    stage.aside.waiting.pop()()
    assert stage.said() == "Stopped. Nothing was changed."
    assert backups.every(stage.opened) == ()
    assert stage.card.make.isEnabled()


def test_a_full_disk_is_said_with_what_to_do(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> Path:
        raise vaults_below.BackupNotWritten("OSError")

    monkeypatch.setattr("mentor_desktop.services.backups.store.write_backup", full)
    stage.card.make.click()
    assert "Make room at its place" in stage.said()


def test_off_is_warned_of_and_on_takes_the_warning_back(stage: Stage) -> None:
    assert stage.card.warning.isHidden()
    stage.card.daily.click()
    assert not backups.switched_on(stage.opened)
    assert "is lost with it" in stage.card.warning.text()
    assert not stage.card.warning.isHidden()
    assert stage.shell.state == "Saved"
    stage.card.daily.click()
    assert backups.switched_on(stage.opened)
    assert stage.card.warning.isHidden()


def test_a_second_place_is_chosen_missed_and_left_out(stage: Stage, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    stage.prompts.paths = [None, disk]
    stage.card.place.click()
    assert "None yet" in stage.card.second.text()
    stage.card.place.click()
    assert "used in turn" in stage.card.second.text()
    made = stage.backup(2)
    assert made[1].second
    disk.rename(tmp_path / "elsewhere")
    stage.open()
    assert "is not there just now" in stage.card.second.text()
    stage.card.drop.click()
    assert backups.places(stage.opened).second is None


def test_a_place_inside_the_vault_is_refused(stage: Stage) -> None:
    stage.prompts.paths = [vaults.place(stage.opened)]
    stage.card.place.click()
    assert "lost with it" in stage.said()


def test_the_folder_is_opened_once_there_is_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "mentor_desktop.ui.links.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    stage.card.folder.click()
    assert "with the first backup" in stage.said()
    stage.backup()
    stage.card.folder.click()
    assert opened == [str(backups.places(stage.opened).first)]


def test_a_backup_is_proved_with_the_paper_and_nothing_changes(stage: Stage) -> None:
    stage.card.prove.click()
    assert "no backup to prove" in stage.said()
    (made,) = stage.backup()
    before, file = dump(stage.opened), made.path.read_bytes()
    stage.card.prove.click()
    step = stage.card.step
    assert isinstance(step, AskStep)
    stage.type("")
    assert step.field.error() == "Type it first."
    stage.type(vaults.new_recovery_key())
    assert "its time" in step.field.error()
    stage.type(KEY[:-1])
    assert "has a slip in it" in step.field.error()
    assert step.field.edit.selectedText()
    stage.type(KEY.lower().replace("-", " "))
    assert stage.card.step is None
    assert "Proved: the backup of 24 Nov 2026, 11:40" in stage.said()
    assert "1 person · 0 sessions · 0 notes · 0 promises." in stage.said()
    assert "no note in it" in stage.said()
    assert dump(stage.opened) == before
    assert made.path.read_bytes() == file


def test_enter_in_the_list_proves_the_older_one(stage: Stage) -> None:
    stage.backup(2)
    older = stage.view.backup_list.list.rows.rows()[1]
    stage.view.backup_list.list.choose(older.key)
    QTest.keyClick(stage.view.backup_list.list, Qt.Key.Key_Return)
    stage.type(KEY)
    assert "of 24 Nov 2026" in stage.said()


def test_leaving_the_step_forgets_what_was_typed(stage: Stage) -> None:
    stage.backup()
    stage.card.prove.click()
    step = stage.card.step
    assert isinstance(step, AskStep)
    QTest.keyClicks(step.field.edit, KEY)
    assert stage.page.leave is not None
    stage.page.leave()
    assert step.field.text() == ""
    assert stage.card.step is None
    assert stage.card.prove.isEnabled()


def test_one_is_brought_back_beside_the_present_vault(stage: Stage, tmp_path: Path) -> None:
    (made,) = stage.backup()
    people.add(stage.opened.desk, "Written afterwards", zone=HOME)
    before = dump(stage.opened)
    stage.prompts.paths = [made.path]
    stage.card.bring.click()
    step = stage.card.step
    assert isinstance(step, BringStep)
    step.file_button.click()
    step.way.click()
    stage.type(PASSPHRASE)
    new = tmp_path / "a-restored.vault"
    assert str(new) in stage.said()
    assert dump(stage.opened) == before
    stage.card.open.click()
    assert stage.turned == [new]
    back = reopened(new)
    assert [each.name for each in people.everyone(back.desk) if "after" in each.name] == []
    back.close()


def test_a_damaged_one_is_called_so_and_cannot_be_pressed(stage: Stage) -> None:
    made = stage.backup(2)
    made[1].path.write_bytes(made[1].path.read_bytes()[:-40])
    stage.open()
    (bad,) = [row for row in stage.view.backup_list.list.rows.rows() if "Not complete." in row.spoken]
    stage.view.backup_list.pressed.emit("prove", bad.key)
    assert stage.card.step is None
    stage.card.prove.click()
    stage.type(KEY)
    assert "of 24 Nov 2026" in stage.said()


def test_what_lies_in_the_list_is_said_whole() -> None:
    now = Millis(1_795_516_800_000)
    unread = Backup(Path("/x/odd.mentor-backup"), True, 10, problem="Damaged.")
    (line,) = lines([unread], now, HOME)
    assert line.spoken == "odd.mentor-backup. 1 KB · second place · Damaged."
    assert size_words(840 * 1024) == "840 KB"
    assert size_words(int(2.44 * 1024 * 1024)) == "2.4 MB"
    assert why("rekey") == "before the key was replaced"
    assert why("of tomorrow") == "for another reason"
