"""A secret that Qt handed over is overwritten where it stands, whatever letters it has."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.widgets.erasing import erase
from mentor_desktop.ui.widgets.limits import LineLimit
from mentor_desktop.ui.widgets.passphrase import PassphraseField


@pytest.mark.parametrize("letters", ["quiet herons", "stille Störche", "静かな鷺", "heron 🪶 marsh"])
def test_every_letter_is_overwritten(letters: str) -> None:
    text = "".join(list(letters))
    erase(text)
    assert [ord(letter) for letter in text] == [0] * len(letters)


def test_single_letters_are_shared_and_stay() -> None:
    for letter in ("", "a", "ö"):
        erase(letter)
    assert [chr(97), chr(246)] == ["a", "ö"]


def test_what_is_typed_stays_in_the_field_and_not_in_what_judged_it(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, "quiet herons")
    assert field.text() == "quiet herons"
    judged = "".join(["quiet ", "herons"])
    limit = field.edit.validator()
    assert isinstance(limit, LineLimit)
    assert limit.validate(judged, 0) == QValidator.State.Acceptable
    assert judged == "\0" * 12


def test_what_the_lock_screen_handed_on_is_gone_once_it_is_wiped(qtbot: QtBot) -> None:
    view = LockView()
    qtbot.addWidget(view)
    QTest.keyClicks(view.field.edit, "quiet herons")
    given = view.secret()
    assert given == "quiet herons"
    view.wipe()
    assert given == "\0" * 12
    assert view.secret() == ""
