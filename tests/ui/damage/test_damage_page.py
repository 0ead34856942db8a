"""The page of a damaged vault, on vaults with a bit turned over; not one of their bytes changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import backups, notes, people
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.backing.aside import AtOnce, Backing
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.notice import DamageNotice
from mentor_desktop.ui.damage.page import page
from mentor_desktop.ui.damage.view import DamagePage
from mentor_desktop.ui.shell.pages import Page
from tests.support import PASSPHRASE, HandClock, reopened
from tests.ui.damage_support import damage_table, files_of
from tests.ui.fakes import FakePrompts, HandDelay, Now
from tests.ui.screen_support import FakeShell


@pytest.fixture
def folder(sample_folder: Path, tmp_path: Path) -> Path:
    """A vault with one backup, and damage where the notes begin."""
    made = Path(shutil.copytree(sample_folder, tmp_path / "mine.vault"))
    opened = reopened(made, HandClock())
    backups.make(opened)
    opened.close()
    return damage_table(damage_table(made, "note"), "use_day")


class Stage:
    """A damaged vault, its page, and everything around it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.opened: Opened = reopened(folder, HandClock())
        self.shell, self.prompts = FakeShell(), FakePrompts()
        self.turned: list[Path] = []
        self.context = Context(
            self.opened.desk, Now(), self.prompts, self.shell, HandDelay(), opened=self.opened,
            backing=Backing(AtOnce(), turn_to=self.turned.append),
        )  # fmt: skip
        self.page: Page = page(self.context)
        assert isinstance(self.page.widget, DamagePage)
        self.view = self.page.widget
        self.view.resize(900, 700)
        qtbot.addWidget(self.view)
        self.view.show()

    def open(self, topic: str = "") -> None:
        assert self.page.open is not None
        self.page.open(topic=topic)

    def said(self) -> list[str]:
        return [line.text() for line in self.view.rescue.said]

    def end(self) -> None:
        assert self.page.closed is not None
        self.page.closed()
        self.opened.close()


@pytest.fixture
def stage(folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(folder, qtbot)
    yield made
    made.end()


def test_it_says_what_is_wrong_and_what_to_do(stage: Stage) -> None:
    assert stage.opened.read_only
    stage.open()
    said = [line.text() for line in stage.view.check.report.lines]
    assert any("of the file notes.db" in line and "damaged" in line for line in said)
    assert any("Restore the newest good backup" in line for line in said)
    assert said[-1].startswith("Looked at:")
    assert stage.view.check.report.accessibleName()
    assert "24 Nov 2026 at 11:40" in stage.view.backup.which.text()


def test_the_backup_comes_back_as_a_vault_of_its_own(stage: Stage, folder: Path) -> None:
    before = files_of(folder)
    stage.open("backup")
    step = stage.view.backup.step
    assert step is not None
    assert step.file.text().endswith(".mentor-backup")
    step.way.click()
    step.field.edit.setText(PASSPHRASE)
    step.next_button.click()
    assert "It is back" in stage.view.backup.said.text()
    stage.view.backup.open.click()
    (restored,) = stage.turned
    opened = reopened(restored, HandClock())
    assert not opened.read_only
    assert people.rows(opened.desk)
    opened.close()
    assert files_of(folder) == before


def test_a_step_that_is_left_keeps_no_secret(stage: Stage) -> None:
    stage.open("backup")
    step = stage.view.backup.step
    assert step is not None
    step.field.edit.setText("half a key")
    assert stage.page.leave is not None
    stage.page.leave()
    assert step.field.text() == ""
    assert stage.view.backup.step is None
    stage.view.backup.bring.click()
    assert stage.view.backup.step is not None


def test_the_rescue_says_what_it_read_and_opens_the_new_vault(
    stage: Stage, folder: Path, tmp_path: Path
) -> None:
    before = files_of(folder)
    stage.open("rescue")
    stage.prompts.paths.append(tmp_path / "new")
    (tmp_path / "new").mkdir()
    stage.view.rescue.rescue.click()
    said = "\n".join(stage.said())
    assert "in the new vault." in said
    assert "lost" in said
    assert "Nothing is missing." not in said
    assert "The damaged vault is as it was." in said
    stage.view.rescue.open.click()
    (rescued,) = stage.turned
    assert rescued == tmp_path / "new" / "mine-rescued.vault"
    opened = reopened(rescued, HandClock())
    assert not opened.read_only
    assert len(people.everyone(opened.desk)) == 5
    notes.write(opened.desk, "It can be written to.", person=people.everyone(opened.desk)[1].id)
    opened.close()
    assert files_of(folder) == before


def test_a_rescue_never_lands_inside_the_damaged_vault(stage: Stage, folder: Path) -> None:
    before = files_of(folder)
    stage.open()
    stage.prompts.paths.append(folder)
    stage.view.rescue.rescue.click()
    stage.view.rescue.open.click()
    assert stage.turned == [folder.parent / "mine-rescued.vault"]
    assert files_of(folder) == before


def test_a_rescue_that_cannot_begin_says_why(stage: Stage, tmp_path: Path) -> None:
    stage.open()
    (tmp_path / "file").write_text("in the way")
    stage.prompts.paths.append(tmp_path / "file")
    stage.view.rescue.rescue.click()
    assert stage.said()
    assert stage.view.rescue.open.isHidden()
    assert stage.view.rescue.rescue.isEnabled()


def test_without_a_backup_a_file_can_be_chosen(sample_folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    made = Path(shutil.copytree(sample_folder, tmp_path / "other.vault"))
    stage = Stage(damage_table(made, "use_day"), qtbot)
    stage.open("backup")
    assert "There is no sound backup" in stage.view.backup.which.text()
    assert stage.view.backup.step is None
    stage.view.backup.bring.click()
    assert stage.view.backup.step is not None
    assert stage.view.backup.step.file.text() == ""
    stage.end()


def test_the_banner_stays_and_leads_to_both_ways_out(stage: Stage) -> None:
    shell = Banners()
    notice = DamageNotice(shell)
    notice.begin(stage.opened, AtOnce())
    assert shell.labels() == ["Bring back the backup of 24 Nov 2026", "Rescue what can be read…"]
    assert not shell.closable
    shell.press(0)
    assert shell.went == [("damage", {"topic": "backup"})]
    assert shell.labels() == ["Bring back the backup of 24 Nov 2026", "Rescue what can be read…"]
    shell.press(1)
    assert shell.went[-1] == ("damage", {"topic": "rescue"})
    assert shell.shown == 1


def test_a_sound_vault_has_no_such_banner(sample_folder: Path, tmp_path: Path) -> None:
    opened = reopened(Path(shutil.copytree(sample_folder, tmp_path / "sound.vault")), HandClock())
    shell = Banners()
    DamageNotice(shell).begin(opened, AtOnce())
    opened.close()
    assert shell.shown == 0


def test_every_change_is_refused_with_one_sentence(stage: Stage) -> None:
    told: list[str] = []
    stage.context.ask.write(
        lambda: people.add(stage.opened.desk, "Someone"), lambda _none: None,
        lambda error: told.append(error.sentence if isinstance(error, Refused) else ""),
    )  # fmt: skip
    assert told == [
        "This vault is damaged, so it is only shown and nothing is changed. Restore a backup, or rescue what "
        "can be read into a new vault."
    ]


class _Shown:
    def __init__(self, banners: Banners) -> None:
        self._banners = banners

    def close_banner(self) -> None:
        self._banners.shown -= 1


class Banners:
    """A window's banners and doors."""

    def __init__(self) -> None:
        self.went: list[tuple[str, dict[str, object]]] = []
        self.shown = 0
        self.closable = True
        self._buttons: list[tuple[str, Callable[[], None]]] = []

    def go(self, key: str, **args: object) -> None:
        self.went.append((key, args))

    def add_banner(
        self, text: str, buttons: object = (), kind: str = "info", *, closable: bool = True
    ) -> _Shown:  # fmt: skip
        self.shown += 1
        self.closable = closable
        self._buttons = list(buttons)  # type: ignore[call-overload]
        return _Shown(self)

    def labels(self) -> list[str]:
        return [words for words, _act in self._buttons]

    def press(self, number: int) -> None:
        self.shown -= 1  # as a real one closes itself
        self._buttons[number][1]()


def test_damage_that_a_page_meets_offers_the_ways_out(sample_folder: Path, tmp_path: Path) -> None:
    folder = damage_table(Path(shutil.copytree(sample_folder, tmp_path / "mine.vault")), "note")
    opened, shell, read = reopened(folder, HandClock()), FakeShell(), list[object]()
    context = Context(opened.desk, Now(), FakePrompts(), shell, HandDelay())
    try:
        context.ask.read(lambda: notes.every(opened.desk), read.append, context.failed)
    finally:
        opened.close()
    ((said, press),) = shell.offers
    assert "cannot be read" in said
    press()
    assert shell.went == [("damage", {})]
    assert not read
