"""The field that turns a city into a zone, worked by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from mentor_desktop.services.places import Place, search
from mentor_desktop.ui.widgets.zone_field import ZoneField

Stage = Callable[..., QWidget]


def staged(stage: Stage, zone: str = "") -> tuple[ZoneField, QLineEdit, list[str]]:
    field, after = ZoneField("Where they are", zone, find=search), QLineEdit()
    heard: list[str] = []
    field.chosen.connect(heard.append)
    stage(field, after)
    field.edit.setFocus()
    return field, after, heard


def test_a_zone_is_shown_by_its_city(stage: Stage) -> None:
    field, _after, heard = staged(stage, "Africa/Nairobi")
    assert field.edit.text() == "Nairobi"
    assert field.zone() == "Africa/Nairobi"
    assert heard == []


def test_arrows_and_enter_take_a_place(stage: Stage) -> None:
    field, _after, heard = staged(stage)
    QTest.keyClicks(field.edit, "san")
    assert field.offers.isVisible()
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    second = search("san")[1]
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert (field.edit.text(), field.zone()) == (second.name, second.zone)
    assert heard == [second.zone]
    assert not field.offers.isVisible()


def test_tab_takes_the_place_that_is_marked(stage: Stage) -> None:
    field, after, heard = staged(stage)
    QTest.keyClicks(field.edit, "lyon")
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert heard == ["Europe/Paris"]
    assert field.edit.text() == "Lyon"


def test_escape_brings_back_what_was_chosen(stage: Stage) -> None:
    field, _after, heard = staged(stage, "Africa/Nairobi")
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "ber")
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert (field.edit.text(), field.zone(), heard) == ("Nairobi", "Africa/Nairobi", [])


def test_an_unknown_place_is_refused_beside_the_field(stage: Stage) -> None:
    field, _after, heard = staged(stage)
    QTest.keyClicks(field.edit, "qqqq")
    assert field.error() == "No such place is known. Try a larger city nearby."
    assert not field.offers.isVisible()
    assert heard == []


def test_emptying_the_field_chooses_nothing(stage: Stage) -> None:
    field, after, heard = staged(stage, "Africa/Nairobi")
    field.edit.selectAll()
    QTest.keyClick(field.edit, Qt.Key.Key_Delete)
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert heard == [""]
    assert field.zone() == ""


def test_enter_with_nothing_offered_goes_on(stage: Stage) -> None:
    field, _after, _heard = staged(stage, "Africa/Nairobi")
    went: list[bool] = []
    field.entered.connect(lambda: went.append(True))
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert went == [True]


def test_offers_speak_place_country_and_zone(stage: Stage) -> None:
    field = ZoneField("Where", find=lambda text: [Place("Nairobi", "Kenya", "Africa/Nairobi")])
    stage(field)
    QTest.keyClicks(field.edit, "n")
    spoken = field.offers.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Nairobi, Kenya · Africa/Nairobi"
