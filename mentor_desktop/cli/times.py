"""The commands about time: find-time."""

import argparse
from datetime import date

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, shown
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import id_text
from mentor_desktop.domain.when import iso_at
from mentor_desktop.services import finding_time
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
