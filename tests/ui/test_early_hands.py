"""Hands are quicker than the vault: what was typed or picked before its answer came stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.people.page import page as people_page
from mentor_desktop.ui.person.page import page as person_page
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.prepare.presenter import PreparePresenter
from mentor_desktop.ui.run.note_panel import NotePanel
from mentor_desktop.ui.widgets.limits import too_long
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.zone_field import ZoneField
from tests.ui.conftest import Stage
from tests.ui.fakes import Later
from tests.ui.prepare.test_presenter import View
from tests.ui.run.support import World, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, template="") as found:
        yield found


def test_a_template_picked_before_the_session_was_read(here: World) -> None:
    view, ask = View(), Later()
    presenter = PreparePresenter(view, replace(here.context, ask=ask))
    presenter.open(here.session)
    ask.run()
    assert view.state is not None
    key = next(key for key, words in view.state.templates if words == "Balanced 50")
    presenter.open(here.session)  # the page as it was is shown until the answer comes
    presenter.use_template(key)
    ask.run()
    assert (view.state.template, len(view.state.parts)) == (key, 5)
    presenter.close()


def test_what_the_lock_screen_says_by_itself_leaves_the_typing_alone(stage: Stage) -> None:
    view = LockView()
    stage(view)
    view.show_way(False)
    QTest.keyClicks(view.field.edit, "sev")
    view.say("Something typed last could not be saved.")
    QTest.keyClicks(view.field.edit, "en")
    assert view.secret() == "seven"


def test_a_place_being_typed_is_not_typed_over(stage: Stage) -> None:
    field = ZoneField("Where you are", "Europe/Stockholm", find=lambda _text: [])
    stage(field)
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, " ")
    field.set_zone("Europe/Stockholm")
    assert field.edit.text() == " "
    field.edit.clearFocus()
    assert field.edit.text() == "Stockholm"


def test_a_refusal_stays_when_the_details_are_read_again(here: World, stage: Stage) -> None:
    made = person_page(here.context)
    view = made.widget
    assert isinstance(view, PersonView)
    stage(view, width=900, height=700)
    assert made.open is not None
    made.open(person=here.people[0], tab="details")
    field = view.details.field("say_it")
    field.refuse(too_long(500))
    made.open(person=here.people[0], tab="details")
    assert field.error() == too_long(500)
    assert made.leave is not None
    made.leave()
    assert field.error() == ""
    assert made.closed is not None
    made.closed()


@pytest.mark.parametrize("build", [people_page, person_page])
def test_nothing_without_a_name_is_shown_before_the_answer(here: World, stage: Stage, build: object) -> None:
    assert callable(build)
    made = build(replace(here.context, ask=Later()))
    stage(made.widget, width=900, height=700)
    named = [each for each in made.widget.findChildren(QWidget) if each.isVisible() and _takes_tab(each)]
    assert named
    assert [type(each).__name__ for each in named if not each.accessibleName()] == []
    assert "overview" not in [each.accessibleName() for each in named]
    made.closed()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & 1) and widget.isEnabled() and widget.focusProxy() is None


def test_changing_a_note_shows_no_window_of_its_own(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QWidget] = []
    kept = QWidget.setVisible

    def watch(widget: QWidget, on: bool) -> None:
        if on and widget.parentWidget() is None:
            shown.append(widget)
        kept(widget, on)

    over = NoteList("Notes of this session")
    stage(over)
    monkeypatch.setattr(QWidget, "setVisible", watch)
    panel = NotePanel(over, "aa", "As it was.", [("Today", "As it had been.")])
    assert shown == []
    assert panel.earlier.isVisible()


def test_a_search_refuses_whole_what_is_too_long(stage: Stage) -> None:
    box = SearchBox("Filter")
    stage(box)
    QTest.keyClicks(box.field, "kept")
    box.field.insert("x" * 10_000)
    assert box.text() == "kept"
