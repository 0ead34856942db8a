"""What the Person page shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentor_desktop.domain.goals import OPEN_STATES
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.services.persons import PersonPage, StoryLine
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.pulse import Round
from mentor_desktop.ui.daywords import ChipKind, due_words, short_day
from mentor_desktop.ui.goals.state import GoalCard, GoalLine
from mentor_desktop.ui.people.state import role_words
from mentor_desktop.ui.person.going import going
from mentor_desktop.ui.person.lines import GoingLine as GoingLine  # those who show the page ask here
from mentor_desktop.ui.person.lines import latest as latest
from mentor_desktop.ui.sessions.words import SessionLine
from mentor_desktop.words import _, clock, day, names, ngettext, place

MOST = 50  # promises listed, each with widgets of its own
DONE = 12  # of those, the latest that are done


@dataclass(frozen=True)
class Found:
    """What was read from the vault."""

    page: PersonPage
    me: bytes
    zone: str  # mine
    here: datetime
    now: Millis
    draft: str  # a note half typed
    goals: tuple[GoalRow, ...] = ()
    rounds: tuple[Round, ...] = ()  # of the pulse, the newest first


@dataclass(frozen=True)
class StoryRow:
    """One line of the story."""

    key: str  # its place and, after a slash, the session it leads to
    day: str
    chip: str
    kind: str
    text: str

    @property
    def spoken(self) -> str:
        """The line in one breath."""
        return ", ".join(each for each in (self.day, self.chip, self.text) if each)


@dataclass(frozen=True)
class PromiseItem:
    """One promise of the tab."""

    id: bytes
    text: str
    sub: str
    chip: str
    kind: ChipKind
    done: bool

    @property
    def spoken(self) -> str:
        """The promise in one breath."""
        words = _("Promise: %(text)s") % {"text": self.text}
        return ", ".join(each for each in (words, self.sub, self.chip) if each)


@dataclass(frozen=True)
class NoteItem:
    """One note about the person."""

    id: str
    text: str
    when: str
    private: bool
    chip: str


@dataclass(frozen=True)
class PersonState:
    """The page."""

    key: str
    name: str
    sub: str
    tabs: tuple[tuple[str, str], ...]
    story: tuple[StoryRow, ...]
    story_empty: str
    going: tuple[GoingLine, ...]
    going_note: str  # instead of the lines, where there is too little
    good: tuple[str, ...]
    about: str  # Markdown
    sessions: tuple[SessionLine, ...]
    promises: tuple[PromiseItem, ...]
    promises_left: int
    notes: tuple[NoteItem, ...]
    hidden: int  # private things that share-safe folds
    goals: tuple[GoalCard | GoalLine, ...]
    goals_hidden: int
    safe: bool


def state_of(found: Found, words: str, safe: bool) -> PersonState:
    """The page; `words` narrows the story."""
    page, today = found.page, found.here.date()
    person = page.person
    wanted = words.casefold().split()
    open_story = [line for line in page.story if not (safe and line.private)]
    story = [line for line in open_story if _fits(line, wanted)]
    owed = [row for row in page.promises if not (safe and row.private)]
    shown = _listed(owed)
    notes = () if safe else tuple(note_item(note, found) for note in page.notes)
    story_empty = _("The story begins with the first session.")
    if wanted:
        story_empty = _("Nothing in this story holds these words.")
    private = sum(row.private for row in page.promises) + sum(note.audience is None for note in page.notes)
    return PersonState(
        key=person.id.hex(),
        name=person.name,
        sub=_sub(found, safe),
        tabs=_tabs(page, safe, sum(row.state in OPEN_STATES for row in found.goals)),
        story=tuple(_story_row(at, line, found) for at, line in enumerate(story)),
        story_empty="" if story else story_empty,
        going=() if safe or not page.enough else going(found),
        going_note="" if page.enough else _("Not enough data yet: three sessions make it fair."),
        good=() if safe else _good(person, page),
        about="" if safe else person.about,
        sessions=tuple(
            SessionLine(row, found.me, found.zone, found.now, today, safe and len(row.people) > 1)
            for row in page.sessions
        ),
        promises=tuple(_promise(row, found) for row in shown),
        promises_left=len(owed) - len(shown),
        notes=notes,
        hidden=private if safe else 0,
        goals=_goals(found, safe),
        goals_hidden=sum(row.private for row in found.goals) if safe else 0,
        safe=safe,
    )


def _goals(found: Found, safe: bool) -> tuple[GoalCard | GoalLine, ...]:
    """Those that go on as cards, the others as lines below."""
    today = found.here.date()
    alone = found.page.person.name
    shown = [row for row in found.goals if not safe or (not row.private and row.name == alone)]
    going = [GoalCard(row, found.now, today) for row in shown if row.state in OPEN_STATES]
    return (*going, *(GoalLine(row, today, found.zone) for row in shown if row.state not in OPEN_STATES))


def _fits(line: StoryLine, wanted: Sequence[str]) -> bool:
    text = f"{line.text} {line.chip}".casefold()
    return all(word in text for word in wanted)


def _listed(rows: Sequence[PromiseRow]) -> list[PromiseRow]:
    still = [row for row in rows if row.stands.is_open][: MOST - DONE]
    done = sorted((row for row in rows if not row.stands.is_open), key=lambda row: -(row.stands.done_at or 0))
    return [*still, *done[:DONE]]


def _tabs(page: PersonPage, safe: bool, going: int) -> tuple[tuple[str, str], ...]:
    still = sum(row.stands.is_open for row in page.promises)
    sessions = _("Sessions %(n)d") % {"n": len(page.sessions)} if page.sessions else _("Sessions")
    promises = _("Promises %(n)d") % {"n": still} if still and not safe else _("Promises")
    notes = _("Notes %(n)d") % {"n": len(page.notes)} if page.notes and not safe else _("Notes")
    return (
        ("overview", _("Overview")), ("sessions", sessions), ("promises", promises),
        ("goals", _("Goals %(n)d") % {"n": going} if going and not safe else _("Goals")),
        ("touch", _("In touch")), ("notes", notes),
        ("details", _("Details")),
    )  # fmt: skip


def rhythm_words(days: int | None) -> str:
    """An agreed rhythm in words."""
    if days is None:
        return ""
    named = {
        7: _("every week"), 14: _("every second week"), 21: _("every third week"), 30: _("every month"),
    }  # fmt: skip
    return named.get(days) or ngettext("every day", "every %(n)d days", days) % {"n": days}


def _sub(found: Found, safe: bool) -> str:
    page = found.page
    where = _("%(place)s, %(time)s now") % {"place": place(page.place_zone), "time": clock(page.local)}
    if safe:
        return where
    relationship = latest(page)
    pieces = [page.person.headline, where]
    if relationship is None:
        pieces.append(_("contact"))
    else:
        role = role_words(relationship.my_role)
        if relationship.started is not None:
            since = day(relationship.started, "medium")
            role = _("%(role)s since %(day)s") % {"role": role, "day": since}
        pieces += [role, rhythm_words(relationship.cadence_days)]
    return " · ".join(filter(None, pieces))


def _story_row(at: int, line: StoryLine, found: Found) -> StoryRow:
    key = f"{at}/{line.session.hex() if line.session is not None else ''}"
    return StoryRow(key, short_day(line.here.date(), found.here.date()), line.chip, line.chip_kind, line.text)


def _good(person: Person, page: PersonPage) -> tuple[str, ...]:
    lines = []
    if person.say_it:
        lines.append(_("Say it “%(sound)s”.") % {"sound": person.say_it})
    if person.pronouns:
        lines.append(person.pronouns)
    if person.languages:
        lines.append(_("Speaks %(languages)s.") % {"languages": names(person.languages)})
    lines += [f"{each.kind}: {each.value}" if each.kind else each.value for each in person.channels]
    return tuple(lines)


def _promise(row: PromiseRow, found: Found) -> PromiseItem:
    today = found.here.date()
    name = found.page.person.name.split()[0]
    if row.mine:
        who = _("You, to %(name)s") % {"name": name}
    elif row.owner == found.page.person.id:
        who = _("%(name)s, to you") % {"name": name}
    else:
        who = row.owner_name
    number = _("session %(number)d") % {"number": row.session_number} if row.session_number else ""
    chip, kind = due_words(row, today)
    if row.stands.state is PromiseState.KEPT:
        chip, kind = _("kept"), "ok"
    elif row.stands.state is PromiseState.KEPT_LATE:
        chip, kind = _("kept late"), "warn"
    elif row.stands.state is PromiseState.DROPPED:
        chip, kind = _("dropped"), "neutral"
    private = _("private") if row.private else ""
    sub = " · ".join(filter(None, (who, number, private)))
    return PromiseItem(row.id, row.text, sub, chip, kind, not row.stands.is_open)


def note_item(note: Note, found: Found) -> NoteItem:
    """A note about the person."""
    when = short_day(wall_at(note.at, found.zone).date(), found.here.date())
    chip = _("moment") if note.kind is NoteKind.MOMENT else ""
    return NoteItem(note.id.hex(), note.text, when, note.audience is None, chip)
