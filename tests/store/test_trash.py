"""The trash: out of sight everywhere, back as it was, and erased to the last word when its time has come."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, Millis, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.when import When
from mentor_desktop.services import (
    agenda,
    athand,
    drafts,
    notes,
    people,
    persons,
    preparing,
    promises,
    running,
    sessions,
    today,
    trashed,
    wrapping,
)
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Gone, Refused
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import search, trash
from tests.support import HandClock, dump, held_in_pages, held_words, reopened

WORDS = (
    "Quixotic",
    "Zephyr",
    "Umbra",
    "Vellum",
    "Juniper",
    "Kestrel",
    "Oriole",
    "Wisteria",
    "Yarrow",
    "Xenon",
)


def everything_shown(desk: Desk) -> str:
    """What all lists and pages show together."""
    shown: list[object] = [people.rows(desk), people.everyone(desk), sessions.rows(desk), today.today(desk)]
    shown += [promises.open_rows(desk), wrapping.waiting(desk), notes.every(desk), running.running(desk)]
    shown += [persons.search(desk, ""), agenda.templates(desk)]
    for row in people.rows(desk):
        shown.append(persons.page(desk, row.id))
    for session in sessions.rows(desk):
        shown += [preparing.brief(desk, session.id), running.snapshot(desk, session.id)]
        shown += [replace(wrapping.load(desk, session.id), everyone={}), athand.load(desk, session.id)]
        shown += [agenda.parts(desk, session.id), notes.of_session(desk, session.id)]
    with desk.read() as c:
        for word in WORDS:
            shown.append(search.search(c, word, desk.now()))
    return repr(shown)


class Full:
    """A person of whom everything can be said, and what was said."""

    def __init__(self, opened: Opened, clock: HandClock) -> None:
        desk = opened.desk
        other = people.add(desk, "Jonas Weber")
        amara = people.add(desk, f"Amara {WORDS[0]}", headline=WORDS[1])
        self.person = people.edit(desk, replace(amara, about=WORDS[2])).id
        when = When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm")
        self.session = sessions.plan(desk, [self.person], when).id
        self.part = agenda.add_part(desk, self.session, WORDS[3]).id
        wrapping.say(desk, self.session, "intention", WORDS[4])
        running.start(desk, self.session)
        self.note = notes.write(desk, WORDS[5], session=self.session, audience=EVERYONE).id
        notes.write(desk, WORDS[5] + " again", session=self.session, kind=NoteKind.MOMENT)
        clock.pass_minutes(30)
        running.end(desk, self.session)
        self.item = wrapping.add_item(desk, self.session, WORDS[6]).id
        self.promise = promises.make(desk, self.person, WORDS[7], None, session=self.session).id
        self.about = notes.write(desk, WORDS[8], person=self.person).id
        wrapping.plan_next(desk, self.session, When(datetime(2026, 12, 8, 15), "Europe/Stockholm"))
        sessions.plan(desk, [other.id], When(datetime(2026, 12, 9, 15), "Europe/Stockholm"))


@pytest.fixture
def full(opened: Opened, clock: HandClock) -> Full:
    return Full(opened, clock)


def test_each_word_is_shown_and_found_at_first(opened: Opened, full: Full) -> None:
    shown = everything_shown(opened.desk)
    assert [word for word in WORDS[:9] if word not in shown] == []


def test_a_person_takes_everything_along_and_brings_it_back(opened: Opened, full: Full) -> None:
    desk = opened.desk
    shown, rows = everything_shown(desk), len(sessions.rows(desk))
    people.trash(desk, full.person)
    hidden = everything_shown(desk)
    assert [word for word in WORDS if word in hidden] == []
    assert len(sessions.rows(desk)) == rows - 2
    (line,) = trashed.rows(desk)
    assert line.words == f"Amara {WORDS[0]}"
    with pytest.raises(Gone):
        notes.write(desk, "more", session=full.session)
    people.restore(desk, full.person)
    back = everything_shown(desk)
    assert [word for word in WORDS[:9] if word not in back] == []
    assert len(back) == pytest.approx(len(shown), rel=0.02)
    assert trashed.rows(desk) == ()


@pytest.mark.parametrize("what", ["session", "part", "note", "promise", "item", "about"])
def test_each_kind_goes_and_comes_back(opened: Opened, full: Full, what: str) -> None:
    desk = opened.desk
    word = {"session": 4, "part": 3, "note": 5, "promise": 7, "item": 6, "about": 8}[what]
    hide = {
        "session": lambda: sessions.trash(desk, full.session),
        "part": lambda: agenda.remove_part(desk, full.part),
        "note": lambda: notes.trash(desk, full.note),
        "promise": lambda: promises.trash(desk, full.promise),
        "item": lambda: wrapping.remove_item(desk, full.item),
        "about": lambda: notes.trash(desk, full.about),
    }
    before = everything_shown(desk).count(WORDS[word])
    assert before
    hide[what]()
    assert everything_shown(desk).count(WORDS[word]) in (0, before - 3, before - 2) or what == "note"
    (line,) = trashed.rows(desk)
    trashed.restore(desk, line)
    assert everything_shown(desk).count(WORDS[word]) == before
    trashed.put_back(desk, line)
    assert trashed.rows(desk)[0].row == line.row


def test_what_was_trashed_before_stays_there(opened: Opened, full: Full) -> None:
    desk = opened.desk
    notes.trash(desk, full.note)
    sessions.trash(desk, full.session)
    assert len(trashed.rows(desk)) == 2
    sessions.restore(desk, full.session)
    assert full.note not in [note.id for note in notes.of_session(desk, full.session)]


def test_a_note_brings_its_session_back(opened: Opened, full: Full) -> None:
    desk = opened.desk
    notes.trash(desk, full.note)
    people.trash(desk, full.person)
    notes.restore(desk, full.note)
    assert full.note in [note.id for note in notes.of_session(desk, full.session)]
    assert people.get(desk, full.person).name.startswith("Amara")


def test_what_is_in_the_trash_cannot_be_changed(opened: Opened, full: Full) -> None:
    desk = opened.desk
    note, about = notes.get(desk, full.note), sessions.get(desk, full.session)
    sessions.trash(desk, full.session)
    before = dump(opened)
    for change in (
        lambda: notes.edit(desk, replace(note, text="changed")),
        lambda: sessions.edit(desk, replace(about, minutes=40)),
        lambda: sessions.move(desk, full.session, about.when),
        lambda: sessions.plan(desk, [PersonId(full.note)], about.when),
        lambda: wrapping.say(desk, full.session, "mattered", "changed"),
        lambda: agenda.add_part(desk, full.session, "new"),
        lambda: wrapping.tick(desk, full.item),
    ):
        with pytest.raises(Exception) as refused:  # noqa: PT011
            change()
        assert type(refused.value).__name__ in ("Gone", "Stale")
    assert dump(opened) == before


def test_a_running_session_stays(opened: Opened) -> None:
    desk = opened.desk
    person = people.add(desk, "Amara").id
    session = sessions.plan(desk, [person], When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm")).id
    running.start(desk, session)
    with pytest.raises(Refused):
        people.trash(desk, person)
    with pytest.raises(Refused):
        sessions.trash(desk, session)
    with pytest.raises(Refused):
        people.trash(desk, people.me(desk).id)


def use_on(folder: Path, clock: HandClock, days: int) -> None:
    for _day in range(days):
        clock.pass_ms(DAY)
        reopened(folder, clock).close()


@pytest.mark.parametrize(
    ("idle", "used", "erased"), [(0, 29, False), (29, 6, False), (40, 6, False), (24, 7, True), (3, 31, True)]
)
def test_thirty_days_and_seven_of_use(
    opened: Opened, clock: HandClock, idle: int, used: int, erased: bool
) -> None:
    person = people.add(opened.desk, "Amara").id
    notes.trash(opened.desk, notes.write(opened.desk, "Zephyr", person=person).id)
    opened.close()
    folder = opened.vault.folder
    clock.pass_ms(idle * DAY)
    use_on(folder, clock, used)
    again = reopened(folder, clock)
    assert (trashed.rows(again.desk) == ()) is erased
    assert held_words(again, ["Zephyr"]) == ([] if erased else ["Zephyr"])
    again.close()


def test_a_wrong_clock_alone_erases_nothing(opened: Opened, clock: HandClock) -> None:
    person = people.add(opened.desk, "Amara").id
    note = notes.write(opened.desk, "Zephyr", person=person).id
    notes.trash(opened.desk, note)
    opened.close()
    clock.set_wall(20 * 365 * DAY)
    reopened(opened.vault.folder, clock).close()
    clock.set_wall(-20 * 365 * DAY)
    again = reopened(opened.vault.folder, clock)
    assert notes.restore(again.desk, note).text == "Zephyr"
    again.close()


def test_erasing_leaves_no_word(opened: Opened, full: Full, clock: HandClock) -> None:
    desk = opened.desk
    note = notes.get(desk, full.note)
    notes.edit(desk, replace(note, text=f"{WORDS[5]} {WORDS[9]}"))
    notes.edit(desk, replace(notes.get(desk, full.note), text=WORDS[5]))  # now in the history alone
    drafts.keep(desk, drafts.key(notes.COMPOSER, full.session), "Half a Marigold")
    drafts.keep(desk, drafts.key(notes.COMPOSER, full.person), "Half a Nasturtium")
    promises.drop(desk, full.promise, "because of a Petunia")
    words = [*WORDS, "Marigold", "Nasturtium", "Petunia"]
    assert held_words(opened, words) == words
    people.trash(desk, full.person)
    clock.pass_ms(31 * DAY)
    with desk.change() as c:
        gone = trash.erase(c, [(line.kind, line.row) for line in trashed.rows(desk)], Millis(desk.now()))
    assert gone > 8
    assert held_words(opened, [*words, "Jonas Weber"]) == ["Jonas Weber"]
    assert held_in_pages(opened, [*words, "Jonas Weber"]) == ["Jonas Weber"]  # free pages too
    tables = dump(opened)
    assert full.person in [row[0] for row in tables["tombstone"]]
    assert opened.vault.check() == []
    assert everything_shown(desk)


def test_numbers_are_not_given_again_after_erasing(opened: Opened, full: Full) -> None:
    desk = opened.desk
    assert sessions.get(desk, full.session).number == 1
    sessions.trash(desk, full.session)
    with desk.change() as c:
        trash.erase(c, trash.ripe(c, Millis(desk.now() + 31 * DAY)) or _all(desk), desk.now())
    coming = [row for row in sessions.rows(desk) if full.person in [person for person, _name in row.people]]
    running.start(desk, coming[0].id)
    assert running.end(desk, coming[0].id).number == 2


def _all(desk: Desk) -> list[tuple[Kind, bytes]]:
    return [(line.kind, line.row) for line in trashed.rows(desk)]


def test_the_days_of_the_list(opened: Opened, full: Full) -> None:
    sessions.trash(opened.desk, full.session)
    (line,) = trashed.rows(opened.desk)
    assert line.erased_from - line.put_there == timedelta(days=30)
    assert SessionId(line.row) == full.session
