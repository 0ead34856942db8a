"""The commands about time: find-time, series, invite."""

import argparse
import re
from datetime import date, time
from typing import Any

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, row_id, shown, warn
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import SeriesId, SessionId, id_text
from mentor_desktop.domain.when import instant, iso_at
from mentor_desktop.services import finding_time, invitations, series
from mentor_desktop.services.desk import Desk
from mentor_desktop.words import _


@at_desk
def find(desk: Desk, options: argparse.Namespace) -> int:
    """List the best hours that suit everybody, with the reasons."""
    try:
        first = date.fromisoformat(options.first) if options.first else None
    except ValueError:
        raise Usage(_("Give the day as 2026-12-08.")) from None
    with_people = [person_id(desk, text) for text in options.person]
    found = finding_time.search(desk, with_people, options.minutes, first, options.weeks)
    if options.json:
        print_json(
            [
                {
                    "at": iso_at(offer.at, found.home),
                    "local": [
                        {"person_id": id_text(person), "zone": zone, "at": iso_at(offer.at, zone)}
                        for person, _wall, zone in offer.walls
                    ],
                    "reasons": list(offer.reasons),
                    "score": offer.score,
                }
                for offer in found.offers
            ]
        )
    else:
        there = found.people[1].zone
        for offer in found.offers:
            words = finding_time.said(offer.at, there, found.home)
            print(f"{iso_at(offer.at, found.home)}  {shown(words)}  {', '.join(offer.reasons)}".rstrip())
    return DONE


_EVERY = re.compile(r"(\d{1,2})w")
_AT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@at_desk
def plan_series(desk: Desk, options: argparse.Namespace) -> int:
    """Plan a row of sessions and print it as one object."""
    every = _EVERY.fullmatch(options.every)
    if every is None:
        raise Usage(_("Give the rhythm in weeks, as 2w."))
    if not _AT.fullmatch(options.at):
        raise Usage(_("Give the time as 15:00."))
    try:
        first = date.fromisoformat(options.first)
    except ValueError:
        raise Usage(_("Give the day as 2026-12-08.")) from None
    with_people = [person_id(desk, text) for text in options.person]
    made = series.plan(
        desk, with_people, first, time.fromisoformat(options.at), zone=options.zone,
        weeks=int(every.group(1)), count=options.count,
    )  # fmt: skip
    for sentence in series.hour_warnings(made):
        warn(sentence)
    for other in series.overlaps(desk, made)[:1]:
        warn(_("This overlaps %(title)s.") % {"title": shown(other.title)})
    print_json(_told(made))
    return DONE


def _told(made: series.Planned) -> dict[str, Any]:
    return {
        "id": id_text(made.series.id),
        "zone": made.series.zone,
        "occurrences": [
            {
                "session_id": id_text(each.id),
                "at": iso_at(instant(each.when), each.when.zone),
                "local": [{"zone": zone, "at": iso_at(instant(each.when), zone)} for zone in made.zones],
            }
            for each in made.sessions
        ],
        "changed_hours": [
            {
                "session_id": id_text(made.series.sessions[each.index]),
                "zone": each.zone,
                "before": each.before.isoformat("minutes"),
                "after": each.after.isoformat("minutes"),
            }
            for each in made.changed
        ],
    }


@at_desk
def invite(desk: Desk, options: argparse.Namespace) -> int:
    """Write a calendar file for a session or a series."""
    if (options.session is None) == (options.series is None):
        raise Usage(_("Give either --session or --series."))
    if options.session is not None:
        made = invitations.of_session(desk, SessionId(row_id(options.session)))
    else:
        made = invitations.of_series(desk, SeriesId(row_id(options.series)))
    invitations.write(made, options.out, overwrite=options.overwrite)
    return DONE
