"""The ways into the vault, from Settings: each asks for what it must, and nothing changes before its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import keyring, people, recovery_proof, vaults
from mentor_desktop.ui.settings.asking import AskStep
from mentor_desktop.ui.settings.securing import Securing
from tests.services.test_keyring import GOOD, Held, Locked
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock
from tests.ui.settings.test_settings import Stage, groups_in, press, typed

KEY = vaults.new_recovery_key()


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(vaults, "measured_work", lambda: CHEAP)
    opened, _key = vaults.create(
        tmp_path / "a.vault", PASSPHRASE, "Maya Lind", HOME, work=CHEAP, clock=HandClock(), recovery_key=KEY
    )
    stage = Stage(opened, qtbot)
    stage.open("security")
    return stage


def said(stage: Stage) -> str:
    return stage.view.opening.said.text()


def answer_groups(stage: Stage) -> str:
    """Type the two groups asked for; returns the key shown."""
    step = stage.view.opening._step
    assert step is not None
    shown = [each.accessibleName().partition(": ")[2].replace(" ", "") for each in groups_in(step)]
    asked = list(step.findChildren(QLineEdit))
    for edit in asked:
        press(edit, shown[int(edit.accessibleName().split()[-1]) - 1])
    QTest.keyClick(asked[-1], Qt.Key.Key_Return)
    return "-".join(shown)


def test_the_passphrase_is_not_changed_by_who_does_not_know_it(stage: Stage) -> None:
    stage.view.opening.change.click()
    typed(stage, "a passphrase of somebody else")
    step = stage.view.opening._step
    assert isinstance(step, AskStep)
    assert "does not open" in step.field.error()
    stage.view.opening.cancelled.emit()
    assert stage.view.opening._step is None


def test_whoever_forgot_it_changes_it_with_the_recovery_key(stage: Stage) -> None:
    stage.view.opening.change.click()
    typed(stage, KEY.lower().replace("-", " "))
    step = stage.view.opening._step
    assert not isinstance(step, AskStep)
    fields = list(step.findChildren(QLineEdit)) if step is not None else []
    for field in fields:
        press(field, "seven tiny horses sing at dawn")
    QTest.keyClick(fields[-1], Qt.Key.Key_Return)
    assert "backups" in said(stage)
    assert recovery_proof.knows_passphrase(stage.opened, "seven tiny horses sing at dawn")


def test_the_recovery_key_is_proved_and_asked_for_again_after_a_year(stage: Stage) -> None:
    opening, clock = stage.view.opening, stage.opened.desk.clock
    assert isinstance(clock, HandClock)
    assert "proved on 24 Nov 2026" in opening.proof.text()
    clock.pass_minutes(365 * 24 * 60)
    stage.open("security")
    assert "a year ago" in opening.proof.text()
    opening.prove.click()
    typed(stage, vaults.new_recovery_key())
    step = opening._step
    assert isinstance(step, AskStep)
    assert "does not open" in step.field.error()
    typed(stage, KEY[:-1] + ("A" if KEY[-1] != "A" else "B"))
    assert "slip" in step.field.error()
    header = (vaults.place(stage.opened) / "keys.json").read_bytes()
    typed(stage, KEY.lower())
    assert "opens this vault" in said(stage)
    assert "proved on 24 Nov 2027" in opening.proof.text()
    assert (vaults.place(stage.opened) / "keys.json").read_bytes() == header


def test_the_key_is_replaced_after_passphrase_and_proof(stage: Stage) -> None:
    folder = vaults.place(stage.opened)
    before = vaults_below.header_of(folder)
    stage.view.opening.replace.click()
    typed(stage, "a passphrase of somebody else")
    assert vaults_below.header_of(folder) == before
    typed(stage, PASSPHRASE)
    assert vaults_below.header_of(folder) == before
    shown = answer_groups(stage)
    assert "encrypted anew" in said(stage)
    assert vaults_below.header_of(folder) != before
    people.add(stage.opened.desk, "Somebody Later")
    assert recovery_proof.knows_recovery_key(stage.opened, shown)
    assert not recovery_proof.knows_recovery_key(stage.opened, KEY)


def test_a_failing_backup_stops_it_before_anything_changes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_opened: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("mentor_desktop.services.rekeying.backup_first", full)
    folder = vaults.place(stage.opened)
    before = vaults_below.header_of(folder)
    stage.view.opening.replace.click()
    typed(stage, PASSPHRASE)
    answer_groups(stage)
    assert "disk" in said(stage)
    assert vaults_below.header_of(folder) == before


def test_the_keyring_is_turned_on_and_off(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    monkeypatch.setattr(keyring, "OsKeyring", lambda: vaults_below.OsKeyring(lambda: held, GOOD))
    switch = stage.view.opening.keyring
    assert not switch.isChecked()
    switch.click()
    assert keyring.is_on(stage.opened)
    assert switch.isChecked()
    switch.click()
    assert not keyring.is_on(stage.opened)
    assert held.kept == {}
    assert not switch.isChecked()


def test_a_keyring_that_is_not_there_is_said_and_the_switch_goes_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "OsKeyring", lambda: vaults_below.OsKeyring(Locked, GOOD))
    stage.view.opening.keyring.click()
    assert "keyring" in said(stage)
    assert not stage.view.opening.keyring.isChecked()
    assert not keyring.is_on(stage.opened)


def test_an_answer_that_comes_after_leaving_does_nothing(stage: Stage) -> None:
    securing = Securing(stage.view.opening, stage.context, stage.opened)
    securing.prove()
    securing.end()
    securing.secret_typed()
    assert stage.view.opening._step is None
