"""People on a real vault: the list, the ten-second form, putting away, and what is hidden while sharing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.people import Role
from mentor_desktop.services import people, settings, touch
from mentor_desktop.services.load import back_to_back
from mentor_desktop.ui.people.load import LoadState
from mentor_desktop.ui.people.page import page
from mentor_desktop.ui.people.presenter import NewPerson, PeoplePresenter
from mentor_desktop.ui.people.state import Heading, PeopleState, PersonLine
from mentor_desktop.ui.people.view import PeopleView
from mentor_desktop.ui.shell.pages import Page
from tests.support import HandClock, empty_vault
from tests.ui.screen_support import World, world_on


class FakeView:
    def __init__(self) -> None:
        self.states: list[PeopleState] = []
        self.form = False
        self.refused = ""
        self.chosen = ""
        self.load: LoadState | None = None

    def show_state(self, state: PeopleState) -> None:
        self.states.append(state)

    def show_form(self, shown: bool) -> None:
        self.form = shown

    def refuse(self, words: str) -> None:
        self.refused = words

    def choose(self, key: str) -> None:
        self.chosen = key

    def show_load(self, state: LoadState | None) -> None:
        self.load = state

    def names(self) -> list[str]:
        return [row.row.name for row in self.states[-1].rows if isinstance(row, PersonLine)]

    def line(self, name: str) -> PersonLine:
        rows = [row for row in self.states[-1].rows if isinstance(row, PersonLine)]
        return next(row for row in rows if row.row.name.startswith(name))


def shown(world: World) -> tuple[PeoplePresenter, FakeView]:
    view = FakeView()
    presenter = PeoplePresenter(view, world.context)
    presenter.open()
    return presenter, view


def opened(world: World, qtbot: QtBot, **args: object) -> tuple[Page, PeopleView]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, PeopleView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(**args)
    return made, view


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def test_rows_say_what_matters(world: World) -> None:
    _presenter, view = shown(world)
    assert view.states[-1].sub == "3 mentees, 1 mentor of yours and 1 contact"
    assert view.names() == ["Amara Okafor", "Henrik Dahl", "Jonas Berg", "Sofia Rossi", "Lena"]
    jonas = view.line("Jonas")
    assert jonas.contact == ("16 days, agreed 14", True)
    assert jonas.next == "Tomorrow 10:00"
    assert jonas.promises == "1 yours · 1 theirs"
    assert view.line("Amara").next == "Today 15:00 · 17:00 there"
    assert view.line("Amara").phase == "working"
    assert view.line("Lena").spoken == "Lena, Platform team · Stockholm, 11:40"
    headings = [row.title for row in view.states[-1].rows if isinstance(row, Heading)]
    assert headings == ["Contacts"]


def test_sorting_and_filter(world: World) -> None:
    presenter, view = shown(world)
    presenter.sort("quiet")
    assert view.names() == ["Henrik Dahl", "Jonas Berg", "Amara Okafor", "Sofia Rossi", "Lena"]
    presenter.sort("next")
    assert view.names()[:2] == ["Amara Okafor", "Jonas Berg"]
    presenter.sort("phase")
    headings = [row.title for row in view.states[-1].rows if isinstance(row, Heading)]
    assert headings == ["getting to know", "working", "winding up", "Contacts"]
    presenter.sort("name")
    presenter.narrow("milan DESIGN")
    assert view.names() == []
    presenter.narrow("design")
    assert view.names() == ["Jonas Berg"]


def test_a_logged_contact_counts_as_contact(world: World) -> None:
    presenter, view = shown(world)
    assert view.line("Amara").contact == ("12 days ago, check-in", False)
    touch.check_in(world.desk, world.person("Jonas"))
    presenter.reload()
    assert view.line("Jonas").contact == ("today, check-in", False)


def test_the_load_of_the_weeks_against_the_limit(world: World) -> None:
    presenter, view = shown(world)
    settings.save(world.desk, "capacity_hours", 2)
    presenter.show_load(True)
    assert view.load is not None
    first = view.load.weeks[0]
    assert (first.name, first.words, first.over) == ("This week", "2 h 29 min, 29 min over", True)
    assert view.load.foot == "You set a limit of 2 h a week."
    presenter.show_load(False)
    assert view.load is None


@pytest.mark.parametrize(
    ("second", "days"), [((10, 50), 1), ((10, 59), 1), ((11, 0), 0), ((9, 30), 1), ((16, 0), 0)]
)
def test_back_to_back_days(second: tuple[int, int], days: int) -> None:
    times = [(datetime(2026, 11, 24, 10), 50), (datetime(2026, 11, 24, *second), 50)]
    assert len(back_to_back(times)) == days


def test_a_name_is_enough(world: World) -> None:
    presenter, view = shown(world)
    presenter.begin()
    assert view.form
    presenter.add(NewPerson("Nadia Haddad", "", Role.MENTOR.value, ""))
    assert not view.form
    assert "Nadia Haddad" in view.names()
    assert view.chosen == view.line("Nadia").key
    world.shell.undo()
    assert "Nadia Haddad" not in view.names()


def test_no_name_is_refused_at_the_form(world: World) -> None:
    presenter, view = shown(world)
    presenter.begin()
    presenter.add(NewPerson("  ", "", "", ""))
    assert view.refused == "Type a name first."
    assert view.form
    assert world.shell.banners == []


def test_archive_hides_until_asked_for(world: World) -> None:
    presenter, view = shown(world)
    key = view.line("Sofia").key
    presenter.archive(key)
    assert "Sofia Rossi" not in view.names()
    assert view.states[-1].archived == 1
    presenter.show_archived(True)
    assert view.names()[-1] == "Sofia Rossi"
    world.shell.undo()
    presenter.show_archived(False)
    assert "Sofia Rossi" in view.names()


def test_trash_and_undo(world: World) -> None:
    presenter, view = shown(world)
    presenter.trash(view.line("Lena").key)
    assert "Lena" not in view.names()
    world.shell.undo()
    assert "Lena" in view.names()


def test_names_are_hidden_while_sharing(world: World) -> None:
    _presenter, view = shown(world)
    world.context.share_safe.set(True)
    assert "Amara" not in repr(view.states[-1])
    assert view.states[-1].empty == "People stay hidden while the screen is shared."


def test_add_by_keyboard_alone(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, add=True)
    form = view.form
    assert form.name.edit.hasFocus()
    QTest.keyClicks(form.name.edit, "Nadia")
    QTest.keyClick(form.name.edit, Qt.Key.Key_Tab)
    assert form.zone.edit.hasFocus()
    QTest.keyClicks(form.zone.edit, "bengal")
    assert form.zone.offers.isVisible()
    QTest.keyClick(form.zone.edit, Qt.Key.Key_Return)
    assert form.zone.zone() == "Asia/Kolkata"
    assert form.zone.edit.text() == "Bengaluru"
    QTest.keyClick(form.zone.edit, Qt.Key.Key_Return)
    assert not form.isVisible()
    added = people.get(world.desk, world.person("Nadia"))
    assert added.zones[0].zone == "Asia/Kolkata"
    assert view.list.current_key() == added.id.hex()
    close(made)


def test_list_is_worked_by_keys(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.list.hasFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert world.shell.went[-1] == ("person", {"person": world.person("Henrik")})
    for _ in range(3):
        QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert view.list.current_key() == world.person("Lena").hex()
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert len(world.shell.undos) == 1
    assert view.list.current_key() == world.person("Sofia").hex()
    close(made)


def test_row_menu_offers_the_same_without_a_mouse(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    menu = view.open_menu(world.person("Amara").hex(), QPoint(10, 10))
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert words == ["Open", "New session", "Archive", "Move to trash"]
    next(action for action in menu.actions() if action.text() == "New session").trigger()
    menu.close()
    assert world.shell.went[-1] == ("new-session", {"person": world.person("Amara")})
    close(made)


def test_empty_vault_says_what_will_live_here(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock()
    vault = empty_vault(tmp_path / "e.vault", clock)
    made, view = opened(world_on(vault, clock), qtbot)
    assert view.empty.sentence.text() == "Add the first person you mentor: the name is enough."
    assert view.empty.button is not None
    assert view.empty.button.hasFocus()
    close(made)
    vault.close()


def test_closing_frees_the_widgets(world: World, qtbot: QtBot) -> None:
    made = page(world.context)
    assert made.open is not None
    made.open()
    died: list[bool] = []
    made.widget.destroyed.connect(lambda: died.append(True))
    close(made)
    made.widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert died == [True]
    world.context.share_safe.set(True)
