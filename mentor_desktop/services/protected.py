"""Hours that are kept free, by an agreement or by a life-fit card; said when a time falls into them.

Only the hours are known here, never a reason. May import domain, words, the store and other services.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentor_desktop.domain.agreements import Rule, Span, Window
from mentor_desktop.domain.ids import MINUTE, Millis, PersonId
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import agreed, people, sharing
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import cards as card_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _, clock, day

WINDOWS = "windows"  # the rule of an agreement


@dataclass(frozen=True, slots=True)
class Kept:
    """One sentence, and whether it comes from a card, which is private."""

    sentence: str
    private: bool


def warnings(
    desk: Desk, with_people: Sequence[PersonId], when: When, minutes: int
) -> tuple[Kept, ...]:  # fmt: skip
    """What is kept free at this time, for me and for those who are met; empty where nothing is."""
    start = instant(when)
    with desk.read() as c:
        mine = people_store.my_id(c)
        there = (mine, *with_people)
        zones = people.zones(c, desk, ids=list(there))
        called = sharing.short_names(people.names(c, list(there)))
        rule = _rule(c, with_people)
        walls = {who: _walls(start, minutes, zones[who]) for who in there if who in zones}
        found = [*_agreed(rule, walls, called, mine), *_on_cards(c, walls, called, mine)]
    return tuple(dict.fromkeys(found))


def overlaps(window: Window, since: datetime, until: datetime) -> bool:
    """Whether a time on somebody's wall clock touches hours that are kept free.

    A window over midnight belongs to the day on which it begins.
    """
    for back in (1, 0):
        first = since.date() - timedelta(days=back)
        while first <= until.date():
            if first.weekday() in window.days:
                begin = datetime.combine(first, window.span.since)
                end = datetime.combine(first, window.span.until)
                end += timedelta(days=1) if window.span.until <= window.span.since else timedelta()
                if begin < until and since < end:
                    return True
            first += timedelta(days=1)
    return False


def _rule(c: Connection, with_people: Sequence[PersonId]) -> Rule | None:
    wanted = set(with_people)
    for each in reversed(people_store.load_relationships(c)):
        if set(each.members) == wanted:
            return agreed.every_in(c, each.id).get(WINDOWS)
    return None


def _walls(start: Millis, minutes: int, zone: str) -> tuple[datetime, datetime]:
    end = Millis(start + minutes * MINUTE)
    return wall_at(start, zone).replace(tzinfo=None), wall_at(end, zone).replace(tzinfo=None)


def _agreed(
    rule: Rule | None, walls: dict[PersonId, tuple[datetime, datetime]], called: dict[PersonId, str],
    mine: PersonId
) -> Iterator[Kept]:  # fmt: skip
    windows = rule.data.get(WINDOWS) if rule is not None else None
    for window in windows if isinstance(windows, tuple) else ():
        if not isinstance(window, Window) or rule is None:
            continue
        whose = [window.person] if window.person is not None else list(walls)
        for who in whose:
            if who in walls and overlaps(window, *walls[who]):
                yield Kept(_kept_free(window.span, who, called, mine, agreed.because(rule)), False)


def _on_cards(
    c: Connection, walls: dict[PersonId, tuple[datetime, datetime]], called: dict[PersonId, str],
    mine: PersonId
) -> Iterator[Kept]:  # fmt: skip
    for who, (since, until) in walls.items():
        card = card_store.load_life(c, who)
        for window in card.kept_free:
            if overlaps(window, since, until):
                yield Kept(_kept_free(window.span, who, called, mine, _("life-fit card")), True)
        for away in card.away:
            if away.since <= until.date() and since.date() <= away.until:
                values = {"name": called.get(who, ""), "day": day(away.until, "short")}
                words = _("You are away until %(day)s.") if who == mine else _(
                    "%(name)s is away until %(day)s."
                )  # fmt: skip
                yield Kept(words % values, True)


def _kept_free(span: Span, who: PersonId, called: dict[PersonId, str], mine: PersonId, because: str) -> str:
    values = {"since": clock(span.since), "until": clock(span.until), "name": called.get(who, ""),
              "because": because}  # fmt: skip
    if who == mine:
        return _("You keep %(since)s–%(until)s free (%(because)s).") % values
    return _("%(name)s keeps %(since)s–%(until)s free (%(because)s).") % values
