"""The Person page on a real vault: the story, how it is going, notes, and details saved as they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.people import Channel, Person, Phase, Role, zone_on
from mentor_desktop.domain.when import When
from mentor_desktop.services import drafts, notes, people, persons, promises, sessions
from mentor_desktop.ui.person.details import DetailsState, channels_from, channels_text
from mentor_desktop.ui.person.page import page
from mentor_desktop.ui.person.presenter import PersonPresenter
from mentor_desktop.ui.person.state import PersonState, rhythm_words
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.shell.pages import Page
from tests.support import HandClock, empty_vault
from tests.ui.screen_support import World, world_on

HOME = "Europe/Stockholm"


class FakeView:
    def __init__(self) -> None:
        self.states: list[PersonState] = []
        self.tab = ""
        self.composer = ("", False)
        self.note_refused = ""
        self.details: list[DetailsState] = []
        self.refused: dict[str, str] = {}

    def show_state(self, state: PersonState) -> None:
        self.states.append(state)

    def show_tab(self, key: str) -> None:
        self.tab = key

    def fill_composer(self, text: str, changing: bool) -> None:
        self.composer = (text, changing)

    def refuse_note(self, words: str) -> None:
        self.note_refused = words

    def show_details(self, state: DetailsState) -> None:
        self.details.append(state)

    def refuse(self, field: str, words: str) -> None:
        self.refused[field] = words


def shown(world: World, name: str = "Amara") -> tuple[PersonPresenter, FakeView]:
    view = FakeView()
    presenter = PersonPresenter(view, world.context)
    presenter.open(world.person(name))
    return presenter, view


def noted(view: FakeView) -> list[str]:
    return [item.text for item in view.states[-1].notes]


def opened(world: World, qtbot: QtBot, name: str = "Amara", tab: str = "overview") -> tuple[Page, PersonView]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, PersonView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(person=world.person(name), tab=tab)
    return made, view


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def test_head_and_tabs(world: World) -> None:
    _presenter, view = shown(world)
    state = view.states[-1]
    assert state.name == "Amara Okafor"
    assert state.sub.startswith("Senior engineer, Payments · Nairobi, 13:40 now · mentee since ")
    assert state.sub.endswith(" · every second week")
    assert dict(state.tabs)["sessions"] == "Sessions 7"
    assert dict(state.tabs)["promises"] == "Promises 2"


def test_how_it_is_going_counts_and_compares(world: World) -> None:
    _presenter, view = shown(world)
    commitment, trust, quality = view.states[-1].going
    assert quality.words == "no pulse answered by both yet"
    assert [each.opens for each in (commitment, trust, quality)] == ["sessions", "promises", "touch"]
    assert commitment.words == "6 of 6 sessions held, every 14 days"
    assert (commitment.sub, commitment.chip) == ("agreed: 14 · no late cancels", "steady")
    assert trust.words == "you kept 2 of 3 on time"
    assert trust.sub == "Amara kept 3 of 3"
    assert view.states[-1].going_note == ""


def test_nothing_is_judged_before_three_sessions(world: World) -> None:
    _presenter, view = shown(world, "Henrik")
    assert view.states[-1].going == ()
    assert view.states[-1].going_note == "Not enough data yet: three sessions make it fair."


def test_story_is_searched_and_leads_to_its_session(world: World) -> None:
    presenter, view = shown(world)
    presenter.find("ask ME first")
    assert [row.text for row in view.states[-1].story] == ["“I want them to ask me first.”"]
    presenter.open_story(view.states[-1].story[0].key)
    assert world.shell.went[-1][0] == "wrap"
    presenter.find("no such words")
    assert view.states[-1].story_empty == "Nothing in this story holds these words."


def test_sharing_folds_what_is_private(world: World) -> None:
    amara = world.person("Amara")
    notes.write(world.desk, "Hesitates when the director joins", person=amara)
    made = promises.make(world.desk, people.me(world.desk).id, "Think about her pay", None, receiver=amara)
    promises.edit(world.desk, replace(made, audience=None))
    _presenter, view = shown(world)
    assert "Hesitates" in repr(view.states[-1])
    assert "Think about her pay" in repr(view.states[-1])
    world.context.share_safe.set(True)
    words = repr(view.states[-1])
    for private in ("Hesitates", "Think about her pay", "Captions on", "ah-MAH-rah", "every second week"):
        assert private not in words
    assert view.states[-1].hidden == 2
    assert view.states[-1].going == ()


def test_a_note_is_private_and_its_draft_outlives_the_page(world: World) -> None:
    presenter, view = shown(world)
    amara = world.person("Amara")
    presenter.typing_note("Half a thou")
    world.delay.advance(1_000)
    assert world.shell.state == "Saved"
    presenter.closed()
    assert drafts.load(world.desk, drafts.key(notes.COMPOSER, amara)) == "Half a thou"
    presenter, view = shown(world)
    assert view.composer == ("Half a thou", False)
    presenter.typing_note("Half a thought")
    presenter.keep_note("Half a thought")
    assert view.composer == ("", False)
    assert drafts.load(world.desk, drafts.key(notes.COMPOSER, amara)) == ""
    item = view.states[-1].notes[0]
    assert (item.text, item.private) == ("Half a thought", True)


def test_a_note_is_changed_trashed_and_brought_back(world: World) -> None:
    presenter, view = shown(world)
    presenter.keep_note("First words")
    key = view.states[-1].notes[0].id
    presenter.change_note(key)
    assert view.composer == ("First words", True)
    presenter.keep_note("Other words")
    assert noted(view) == ["Other words"]
    presenter.trash_note(key)
    assert noted(view) == []
    world.shell.undo()
    assert noted(view) == ["Other words"]
    presenter.keep_note("  ")
    assert view.note_refused == "There is nothing to keep yet. Type a few words."


def test_promises_are_kept_and_opened_again(world: World) -> None:
    presenter, view = shown(world)
    first = view.states[-1].promises[0]
    presenter.tick(first.id, True)
    assert next(item for item in view.states[-1].promises if item.id == first.id).chip == "kept"
    presenter.tick(first.id, False)
    assert not next(item for item in view.states[-1].promises if item.id == first.id).done
    world.shell.undo()
    assert next(item for item in view.states[-1].promises if item.id == first.id).done


@pytest.mark.parametrize(
    ("field", "text", "read"),
    [
        ("name", "Amara Okafor-Lind", lambda person: person.name),
        ("say_it", "a-MA-ra", lambda person: person.say_it),
        ("pronouns", "she", lambda person: person.pronouns),
        ("headline", "Staff engineer", lambda person: person.headline),
        ("about", "Captions on.\n\n- tea", lambda person: person.about),
        ("languages", "English, Igbo", lambda person: ", ".join(person.languages)),
        ("channels", "mail: a@example.org", channels_text),
    ],
)
def test_details_are_saved_as_typed_and_taken_back(world: World, field: str, text: str, read: object) -> None:
    presenter, view = shown(world)
    amara = world.person("Amara")
    before = view.details[-1].texts[field]
    presenter.details.typed(field, text)
    world.delay.advance(1_000)
    assert read(people.get(world.desk, amara)) == text  # type: ignore[operator]
    assert world.shell.state == "Saved"
    presenter.details.left(field)
    world.shell.undo()
    assert read(people.get(world.desk, amara)) == before  # type: ignore[operator]
    assert view.details[-1].texts[field] == before


def test_leaving_the_page_saves_what_was_typed(world: World) -> None:
    presenter, _view = shown(world)
    presenter.details.typed("headline", "Staff engineer")
    presenter.leave()
    assert people.get(world.desk, world.person("Amara")).headline == "Staff engineer"


def test_an_empty_name_is_refused_at_the_field(world: World) -> None:
    presenter, view = shown(world)
    presenter.details.typed("name", "")
    presenter.details.left("name")
    assert view.refused["name"] == "Type a name first."
    assert world.shell.banners == []
    assert people.get(world.desk, world.person("Amara")).name == "Amara Okafor"
    presenter.details.typed("name", "Amara")
    presenter.details.left("name")
    assert view.refused["name"] == ""


def test_a_move_keeps_the_past_on_its_old_clock(world: World) -> None:
    presenter, view = shown(world)
    presenter.details.set_zone("Europe/Lisbon", date(2026, 12, 1))
    moved = people.get(world.desk, world.person("Amara"))
    assert zone_on(moved, date(2026, 11, 24), HOME) == "Africa/Nairobi"
    assert zone_on(moved, date(2026, 12, 1), HOME) == "Europe/Lisbon"
    assert view.details[-1].zones == ("Nairobi", "Lisbon from 1 Dec 2026")
    world.shell.undo()
    assert len(people.get(world.desk, world.person("Amara")).zones) == 1


def test_relationship_is_edited_and_taken_back(world: World) -> None:
    presenter, view = shown(world)
    details = presenter.details
    details.set_phase(Phase.WINDING_UP.value)
    details.set_rhythm("21")
    details.set_started(date(2026, 9, 1))
    details.set_ended(date(2027, 3, 1))
    details.typed("programme", "Women in tech")
    details.left("programme")
    found = view.details[-1]
    assert (found.phase, found.rhythm, found.started, found.ended) == (
        "winding_up", "21", date(2026, 9, 1), date(2027, 3, 1),
    )  # fmt: skip
    assert found.texts["programme"] == "Women in tech"
    details.set_rhythm("often")
    assert view.refused["rhythm"] == "Type a number of days, such as 14."
    details.set_ended(date(2026, 1, 1))
    assert view.refused["ended"] == "The end lies before the start. Choose a later end."
    details.set_rhythm("7")
    world.shell.undo()
    assert view.details[-1].rhythm == "21"


def test_a_contact_becomes_someone_i_mentor(world: World) -> None:
    presenter, view = shown(world, "Lena")
    assert not view.details[-1].known
    presenter.details.set_role(Role.MENTOR.value)
    assert view.details[-1].known
    assert view.details[-1].role == "mentor"


def test_archive_trash_and_undo(world: World) -> None:
    presenter, view = shown(world)
    amara = world.person("Amara")
    presenter.archive()
    assert view.details[-1].archived
    world.shell.undo()
    assert not people.get(world.desk, amara).archived
    presenter.trash()
    assert world.shell.went[-1][0] == "people"
    assert amara not in [row.id for row in people.rows(world.desk)]
    world.shell.undo()
    assert world.shell.went[-1] == ("person", {"person": amara})
    assert amara in [row.id for row in people.rows(world.desk)]


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("mail: a@example.org", Channel(kind="mail", value="a@example.org")),
        ("https://example.org/a:b", Channel(kind="", value="https://example.org/a:b")),
        ("+46 70 123", Channel(kind="", value="+46 70 123")),
    ],
)
def test_ways_to_reach_someone_are_read_as_typed(line: str, channel: Channel) -> None:
    assert channels_from(f"\n{line}\n mail: \n") == (channel,)
    assert channels_from(channels_text(Person(id=b"p" * 16, name="A", channels=(channel,)))) == (channel,)  # type: ignore[arg-type]


def test_rhythms_in_words() -> None:
    assert [rhythm_words(days) for days in (None, 7, 14, 10)] == [
        "", "every week", "every second week", "every 10 days",
    ]  # fmt: skip


def test_a_name_nobody_can_cut_and_a_person_without_anything(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock()
    vault = empty_vault(tmp_path / "e.vault", clock)
    world = world_on(vault, clock)
    people.add(world.desk, "محمد " + "الطويل" * 20, role=None)
    made, view = opened(world, qtbot, "محمد")
    for tab in ("sessions", "promises", "notes", "details", "overview"):
        view.show_tab(tab)
    assert view.grab().width() == view.width()
    close(made)
    vault.close()


def test_notes_by_keyboard(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, tab="notes")
    editor = view.notes.editor
    editor.setFocus()
    QTest.keyClicks(editor, "Likes short calls")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == ""
    view.notes.list.setFocus()
    QTest.keyClick(view.notes.list, Qt.Key.Key_F2)
    assert editor.text() == "Likes short calls"
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == ""
    view.notes.list.setFocus()
    QTest.keyClick(view.notes.list, Qt.Key.Key_Delete)
    assert persons.page(world.desk, world.person("Amara")).notes == ()
    close(made)


def test_details_by_keyboard_save_on_tab(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, tab="details")
    field = view.details.field("headline")
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field.edit, "Staff engineer")
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert people.get(world.desk, world.person("Amara")).headline == "Staff engineer"
    assert [text for text, _undo in world.shell.undos] == ["What they do changed."]
    close(made)


def test_sessions_tab_offers_what_the_list_offers(world: World, qtbot: QtBot) -> None:
    sessions.plan(world.desk, [world.person("Amara")], When(datetime(2026, 12, 8, 15), HOME))
    made, view = opened(world, qtbot, tab="sessions")
    view.sessions.list.setFocus()
    QTest.keyClick(view.sessions.list, Qt.Key.Key_Return)
    assert world.shell.went[-1][0] == "prepare"
    close(made)


def test_closing_saves_frees_and_ends_the_listening(world: World, qtbot: QtBot) -> None:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, PersonView)
    assert made.open is not None
    made.open(person=world.person("Amara"), tab="details")
    view.details.typed.emit("headline", "Staff engineer")
    died: list[bool] = []
    view.destroyed.connect(lambda: died.append(True))
    close(made)
    assert people.get(world.desk, world.person("Amara")).headline == "Staff engineer"
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert died == [True]
    world.context.share_safe.set(True)


def test_it_opens_at_one_note(world: World, qtbot: QtBot) -> None:
    person = world.person("Amara")
    written = [notes.write(world.desk, f"Note {n}", person=person) for n in range(30)]
    made = page(world.context)
    assert isinstance(made.widget, PersonView)
    assert made.open is not None
    qtbot.addWidget(made.widget)
    made.widget.resize(1064, 760)
    made.widget.show()
    made.open(person=person, note=written[2].id)
    assert made.widget.tabs.current_key() == "notes"
    listed = made.widget.notes.list
    qtbot.waitUntil(lambda: listed.current_note() == written[2].id.hex())
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))
