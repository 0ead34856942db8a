"""The New session page on a real vault: both clocks as typed, warnings, proposals, and each way to save."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt, QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import MINUTE, PersonId
from mentor_desktop.domain.people import Person, ZoneFrom
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.domain.when import When, instant
from mentor_desktop.services import agenda, notes, people, running, sessions
from mentor_desktop.ui.newsession.clocks import awkward, other_clocks
from mentor_desktop.ui.newsession.page import page
from mentor_desktop.ui.newsession.presenter import NewSessionPresenter
from mentor_desktop.ui.newsession.state import FormState, Told
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.fakes import Later
from tests.ui.screen_support import World

HOME = "Europe/Stockholm"
ME = Person(id=PersonId(b"m" * 16), name="Maya Lind", zones=(ZoneFrom(zone=HOME),), me=True)
AMARA = Person(id=PersonId(b"a" * 16), name="Amara Okafor", zones=(ZoneFrom(zone="Africa/Nairobi"),))
TOKYO = Person(id=PersonId(b"t" * 16), name="Ken Mori", zones=(ZoneFrom(zone="Asia/Tokyo"),))
BERLIN = Person(id=PersonId(b"b" * 16), name="Jonas Berg", zones=(ZoneFrom(zone="Europe/Berlin"),))


class FakeView:
    def __init__(self) -> None:
        self.states: list[FormState] = []
        self.told = Told()
        self.refused: dict[str, str] = {}
        self.focus = ""

    def show_state(self, state: FormState) -> None:
        self.states.append(state)

    def tell(self, told: Told) -> None:
        self.told = told

    def refuse(self, field: str, words: str) -> None:
        self.refused[field] = words

    def focus_on(self, field: str) -> None:
        self.focus = field


def begun(
    world: World, *, person: bytes | None = None, session: bytes | None = None, past: bool = False
) -> tuple[NewSessionPresenter, FakeView]:
    view = FakeView()
    presenter = NewSessionPresenter(view, world.context)
    presenter.open(person, session, past)
    return presenter, view


def planned(world: World, name: str) -> Session:
    rows = [row for row in sessions.rows(world.desk) if row.state is SessionState.PLANNED]
    return sessions.get(world.desk, next(row.id for row in rows if name in row.title))


def last(world: World) -> Session:
    key = world.shell.went[-1][1]["session"]
    return sessions.get(world.desk, key)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "there", "words"),
    [
        (When(datetime(2026, 12, 8, 15), HOME), (ME, AMARA), "17:00–17:50 in Nairobi"),
        (When(datetime(2026, 12, 8, 17), "Africa/Nairobi"), (ME, AMARA), "15:00–15:50 here"),
        (When(datetime(2026, 12, 8, 20), HOME), (ME, TOKYO), "04:00–04:50 in Tokyo (the day after)"),
        (When(datetime(2026, 12, 8, 15), HOME), (ME, BERLIN), "The same time in Berlin"),
        (When(datetime(2026, 12, 8, 15), HOME), (ME,), ""),
        # After the European change on 25 October, Nairobi is two hours ahead instead of one.
        (When(datetime(2026, 10, 20, 15), HOME), (ME, AMARA), "16:00–16:50 in Nairobi"),
    ],
)
def test_other_clocks(when: When, there: tuple[Person, ...], words: str) -> None:
    assert other_clocks(when, 50, there, HOME) == words


def test_awkward_hours_are_said_without_blame() -> None:
    called = {AMARA.id: "Amara", TOKYO.id: "Ken"}
    found = awkward(When(datetime(2026, 12, 8, 20), HOME), (ME, AMARA, TOKYO), HOME, called)
    assert found == ["That is 22:00 for Amara.", "That is 04:00 for Ken."]
    assert awkward(When(datetime(2026, 12, 8, 15), HOME), (ME, AMARA), HOME, called) == []


def test_the_usual_slot_is_proposed_and_never_over_what_was_typed(world: World) -> None:
    _presenter, view = begun(world, person=world.person("Amara"))
    state = view.states[-1]
    assert state.when == datetime(2026, 12, 8, 15)
    assert state.link == "https://meet.example.org/amara-maya"
    assert state.clocks[0] == ("", "My own, Stockholm")
    assert view.focus == "when"

    presenter, view = begun(world)
    assert view.focus == "who"
    presenter.set_when(datetime(2026, 11, 30, 9))
    presenter.pick(world.person("Amara").hex())
    assert view.states[-1].when == datetime(2026, 11, 30, 9)
    assert view.states[-1].minutes == 50


def test_plan_with_a_template_leads_to_prepare(world: World) -> None:
    presenter, view = begun(world, person=world.person("Jonas"))
    presenter.set_when(datetime(2026, 12, 2, 10))
    presenter.set_template("balanced-50")
    presenter.save()
    assert world.shell.went[-1][0] == "prepare"
    made = last(world)
    assert made.when == When(datetime(2026, 12, 2, 10), HOME)
    assert agenda.parts(world.desk, made.id)
    assert view.refused.get("when", "") == ""


def test_several_people_and_one_who_is_new(world: World) -> None:
    presenter, view = begun(world, person=world.person("Amara"))
    presenter.add("Nadia Haddad")
    assert [name for _key, name in view.states[-1].chosen] == ["Amara Okafor", "Nadia Haddad"]
    presenter.save()
    assert {p.person for p in last(world).participants} == {world.person("Amara"), world.person("Nadia")}


def test_nobody_chosen_is_refused_at_the_field(world: World) -> None:
    presenter, view = begun(world)
    presenter.save()
    assert view.refused["who"] == "Choose who you meet first."
    assert world.shell.went == []


def test_a_link_that_is_not_safe_is_refused_at_the_field(world: World) -> None:
    presenter, view = begun(world, person=world.person("Jonas"))
    presenter.set_link("file:///etc/passwd")
    presenter.check_link()
    assert view.refused["link"].startswith("A join link begins with https://")
    count = len(sessions.rows(world.desk))
    presenter.save()
    assert len(sessions.rows(world.desk)) == count
    presenter.set_link("https://meet.example.org/x")
    presenter.check_link()
    assert view.refused["link"] == ""
    presenter.save()
    assert last(world).link == "https://meet.example.org/x"


def test_overlaps_warn_and_do_not_refuse(world: World) -> None:
    presenter, view = begun(world, person=world.person("Jonas"))
    presenter.set_when(datetime(2026, 11, 24, 15, 20))
    assert view.told.warnings == ("Overlaps with Amara Okafor. You can plan it all the same.",)
    world.context.share_safe.set(True)
    assert view.told.warnings == ("Overlaps with another session. You can plan it all the same.",)
    assert view.states[-1].people == ()
    presenter.save()
    assert world.shell.went[-1][0] == "prepare"


def test_a_late_answer_about_an_older_time_is_dropped(world: World) -> None:
    later = Later()
    view = FakeView()
    presenter = NewSessionPresenter(view, replace(world.context, ask=later))
    presenter.open(person=world.person("Jonas"))
    later.run()
    presenter.set_when(datetime(2026, 11, 24, 15, 20))
    presenter.set_when(datetime(2026, 11, 24, 18, 0))
    later.run()
    assert view.told.warnings == ()


def test_skipped_and_doubled_hours_are_told(world: World) -> None:
    presenter, view = begun(world, person=world.person("Jonas"))
    presenter.set_when(datetime(2027, 3, 28, 2, 30))
    assert any("jump over this time" in words for words in view.told.warnings)
    presenter.set_when(datetime(2027, 10, 31, 2, 30))
    assert view.told.doubled
    presenter.set_fold(True)
    presenter.save()
    assert last(world).when.fold == 1


def test_the_clock_it_follows_keeps_the_moment(world: World) -> None:
    presenter, view = begun(world, person=world.person("Amara"))
    presenter.set_when(datetime(2026, 12, 8, 15))
    presenter.follow(world.person("Amara").hex())
    assert view.states[-1].when == datetime(2026, 12, 8, 17)
    presenter.save()
    made = last(world)
    assert made.when == When(datetime(2026, 12, 8, 17), "Africa/Nairobi")
    assert made.follows == world.person("Amara")


def test_move_shows_from_and_to_keeps_by_whom_and_can_be_undone(world: World) -> None:
    before = planned(world, "Jonas")
    presenter, view = begun(world, session=before.id)
    assert view.states[-1].title == "Change the session"
    assert view.states[-1].may_choose
    presenter.set_when(datetime(2026, 11, 26, 11))
    assert view.told.moved == "From Wed 25 Nov 10:00 to Thu 26 Nov 11:00"
    presenter.set_by(world.person("Jonas").hex())
    presenter.save()
    after = sessions.get(world.desk, before.id)
    assert after.when.wall == datetime(2026, 11, 26, 11)
    assert sessions.moves(world.desk, before.id)[0].by == world.person("Jonas")
    assert world.shell.backs == 1
    world.shell.undo()
    assert sessions.get(world.desk, before.id).when == before.when


def test_a_past_session_is_logged_and_leads_to_its_wrap_up(world: World) -> None:
    presenter, view = begun(world, person=world.person("Amara"), past=True)
    assert view.states[-1].title == "Log a past session"
    presenter.set_when(datetime(2026, 11, 30, 9))
    presenter.save()
    assert view.refused["when"] == "This time has not come yet. Plan it as a new session."
    presenter.set_when(datetime(2026, 11, 20, 9))
    presenter.save()
    assert world.shell.went[-1][0] == "wrap"
    assert last(world).state is SessionState.HELD
    assert last(world).paper


def test_a_held_session_gets_other_times(world: World) -> None:
    rows = [row for row in sessions.rows(world.desk) if row.state is SessionState.HELD]
    presenter, view = begun(world, session=rows[-1].id)
    assert view.states[-1].title == "Change when it was held"
    presenter.set_when(datetime(2026, 11, 23, 14, 10))
    presenter.set_minutes(30)
    presenter.save()
    after = sessions.get(world.desk, rows[-1].id)
    assert after.started == instant(When(datetime(2026, 11, 23, 14, 10), HOME))
    assert after.ended is not None
    assert after.ended - (after.started or 0) == 30 * MINUTE


def opened(world: World, qtbot: QtBot, **args: object) -> tuple[Page, NewSessionView]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, NewSessionView)
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


def test_planned_by_keyboard_alone(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    field = view.picker.box.field
    assert field.hasFocus()
    QTest.keyClicks(field, "jon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.when.day_field.edit.hasFocus()
    view.when.day_field.edit.setDate(QDate(2026, 12, 3))
    view.when.time_edit.setTime(QTime(9, 30))
    assert view.when.other.text() == "The same time in Berlin"
    QTest.keyClick(view.when.time_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert world.shell.went[-1][0] == "prepare"
    assert last(world).when == When(datetime(2026, 12, 3, 9, 30), HOME)
    close(made)


def test_a_new_name_is_added_by_enter(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    field = view.picker.box.field
    QTest.keyClicks(field, "Nadia")
    assert view.add_button.isVisible()
    assert view.add_button.text() == "Add Nadia as a new person"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert people.get(world.desk, world.person("Nadia")).name == "Nadia"
    assert not view.add_button.isVisible()
    close(made)


def test_escape_leaves_without_a_change(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, person=world.person("Amara"))
    count = len(sessions.rows(world.desk))
    QTest.keyClick(view.link.edit, Qt.Key.Key_Escape)
    assert world.shell.backs == 1
    assert len(sessions.rows(world.desk)) == count
    close(made)


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


def test_other_people_for_a_planned_session_and_back(world: World) -> None:
    before = planned(world, "Jonas")
    note = notes.write(world.desk, "Ask about the deck.", session=before.id)
    presenter, view = begun(world, session=before.id)
    presenter.drop(world.person("Jonas").hex())
    presenter.save()
    assert view.refused["who"] == "Choose who you meet first."
    presenter.pick(world.person("Amara").hex())
    presenter.save()
    after = sessions.get(world.desk, before.id)
    amara = next(row for row in sessions.rows(world.desk) if "Amara" in row.title and row.id != before.id)
    assert [each.person for each in after.participants] == [world.person("Amara")]
    assert after.relationship == sessions.get(world.desk, amara.id).relationship
    assert notes.get(world.desk, note.id).relationship == after.relationship
    assert world.shell.undos[-1][0] == "The session is changed."
    world.shell.undos[-1][1]()
    again = sessions.get(world.desk, before.id)
    assert again.participants == before.participants
    assert again.relationship == before.relationship
    assert notes.get(world.desk, note.id).relationship == before.relationship


def test_the_people_of_a_running_session_stay(world: World) -> None:
    session = planned(world, "Amara").id
    running.start(world.desk, session)
    _presenter, view = begun(world, session=session)
    assert not view.states[-1].may_choose
