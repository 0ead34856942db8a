"""What a time means on everyone's clock, in words, as it is typed. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from mentor_desktop.domain.ids import MINUTE, Millis, PersonId
from mentor_desktop.domain.people import Person, zone_on
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services.sessions import day_shift
from mentor_desktop.words import _, clock, place

EARLY, LATE = 7, 21  # hours; a start before or after is awkward


def zone_for(person: Person, day: datetime, home: str) -> str:
    """The zone a person's clock follows on the day of a plan."""
    return zone_on(person, day.date(), home)


def other_clocks(when: When, minutes: int, everyone: Sequence[Person], home: str) -> str:
    """ "15:00–15:50 here · 17:00–17:50 in Nairobi": every clock but the one the time is typed in.

    `everyone` holds me and those who are met.
    """
    start = instant(when)
    end = Millis(start + minutes * MINUTE)
    typed = wall_at(start, when.zone)
    seen = {when.zone}
    pieces: list[str] = []
    same: list[str] = []
    for person in everyone:
        zone = zone_for(person, when.wall, home)
        if zone in seen:
            continue
        seen.add(zone)
        there = wall_at(start, zone)
        where = _("here") if person.me else place(zone)
        if there == typed:
            same.append(where)
            continue
        pattern = _("%(start)s–%(end)s here") if person.me else _("%(start)s–%(end)s in %(place)s")
        words = {"start": clock(there), "end": clock(wall_at(end, zone)), "place": where}
        pieces.append(pattern % words + day_shift(typed, there))
    if not pieces and same:
        return _("The same time in %(place)s") % {"place": same[0]} if same[0] != _("here") else ""
    return " · ".join(pieces)


def awkward(when: When, everyone: Sequence[Person], home: str, called: Mapping[PersonId, str]) -> list[str]:
    """One sentence for each person for whom the start is very early or very late."""
    start = instant(when)
    found = []
    for person in everyone:
        there = wall_at(start, zone_for(person, when.wall, home))
        if EARLY <= there.hour < LATE:
            continue
        if person.me:
            found.append(_("That is %(time)s for you.") % {"time": clock(there)})
        else:
            name = called.get(person.id, person.name)
            found.append(_("That is %(time)s for %(name)s.") % {"time": clock(there), "name": name})
    return found
