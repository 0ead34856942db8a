"""What the tab "In touch" of a person shows, as words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.people import Relationship
from mentor_desktop.domain.pulse import ITEMS, Pulse
from mentor_desktop.domain.touch import CheckIn, CheckInKind, Occasion
from mentor_desktop.domain.when import date_at
from mentor_desktop.services.pulse import Round
from mentor_desktop.services.touchwords import kind_words
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.ui.person.state import StoryRow
from mentor_desktop.words import _, day, number


@dataclass(frozen=True)
class InTouch:
    """What was read from the vault."""

    person: bytes
    name: str
    me: bytes
    my_name: str
    zone: str
    today: date
    check_ins: tuple[CheckIn, ...]
    occasions: tuple[Occasion, ...]
    next_days: tuple[date | None, ...]  # of the occasions, in their order
    relationship: Relationship | None
    rounds: tuple[Round, ...]
    pulse_due: bool


@dataclass(frozen=True)
class PulseCard:
    """The five items: who has answered, and what both said once both have."""

    line: str = ""
    sides: tuple[tuple[str, str], ...] = ()  # who can still answer: key and name
    both: tuple[tuple[str, str, str], ...] = ()  # item, mine, theirs
    names: tuple[str, str] = ("", "")
    asks: bool = True  # whether it is time for answers


@dataclass(frozen=True)
class TouchTabState:
    """The tab."""

    check_ins: tuple[StoryRow, ...] = ()
    days: tuple[StoryRow, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    pulse: PulseCard | None = None  # None without a relationship
    safe: bool = False


def item_words(item: str) -> str:
    """The sentence that is answered, from 1 to 5; the same for both sides."""
    return {
        "heard": _("I feel heard"), "safe": _("It is safe to say what is hard"),
        "useful": _("This is useful to me"), "honest": _("We are honest with each other"),
        "progress": _("Something is moving"),
    }[item]  # fmt: skip


def touch_tab(found: InTouch, safe: bool) -> TouchTabState:
    """The tab; nothing of it while the screen is shared."""
    if safe:
        return TouchTabState(safe=True)
    return TouchTabState(
        tuple(_check_in(each, found) for each in found.check_ins),
        tuple(_day(each, when, found) for each, when in zip(found.occasions, found.next_days, strict=True)),
        tuple((str(kind), kind_words(kind)) for kind in CheckInKind),
        _pulse(found) if found.relationship is not None else None,
    )


def _check_in(each: CheckIn, found: InTouch) -> StoryRow:
    when = short_day(date_at(each.at, found.zone), found.today)
    words = " · ".join(filter(None, (each.text.partition("\n")[0], each.channel))) or _("No words kept.")
    return StoryRow(each.id.hex(), when, kind_words(each.kind), "neutral", words)


def _day(each: Occasion, when: date | None, found: InTouch) -> StoryRow:
    shown = when or date(each.year or 2024, each.month, each.day)
    chip = _("each year") if each.year is None else "" if when is not None else _("over")
    words = each.title
    if each.ask_after:
        words = _("%(what)s · ask how it went") % {"what": each.title}
    return StoryRow(each.id.hex(), short_day(shown, found.today), chip, "neutral", words)


def _pulse(found: InTouch) -> PulseCard:
    names = ((found.me.hex(), found.my_name), (found.person.hex(), found.name))
    latest = found.rounds[0] if found.rounds else None
    whole = next((each for each in found.rounds if each.answers), None)
    both: list[tuple[str, str, str]] = []
    if whole is not None:
        mine, theirs = (whole.answers.get(PersonId(side)) for side in (found.me, found.person))
        both = [(item_words(item), _said(mine, item), _said(theirs, item)) for item in ITEMS]
    waits = latest is not None and bool(latest.missing)
    missing = latest.missing if latest is not None and waits else (found.me, found.person)
    sides = tuple(each for each in names if bytes.fromhex(each[0]) in missing)
    asks = waits or whole is None or found.pulse_due
    return PulseCard(_pulse_line(found, whole, waits), sides, tuple(both), (found.my_name, found.name), asks)


def _said(one: Pulse | None, item: str) -> str:
    return number(getattr(one, item)) if one is not None else "–"


def _pulse_line(found: InTouch, whole: Round | None, waits: bool) -> str:
    if waits:
        return _("One side has answered. Both are shown once both are in.")
    if whole is None:
        return _("Five sentences, answered apart by both of you; shown together once both are in.")
    said = _("Both answered on %(day)s.") % {"day": day(whole.day)}
    again = _("A quarter has passed: ask again.")
    return f"{said} {again}" if found.pulse_due else said
