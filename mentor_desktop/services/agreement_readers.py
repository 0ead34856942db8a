"""Who reads what was agreed: for each rule of a clause the place where it acts, in a sentence to the mentor.

A rule without a reader stands in `WAITING` with what it waits for, so that none is forgotten. May import
domain, words and the other services.
"""

from collections.abc import Mapping

from mentor_desktop.domain.agreements import Agreement, rules
from mentor_desktop.services import clauses
from mentor_desktop.words import N_, _

READERS: Mapping[str, str] = {
    "cadence": N_("New session proposes a day in this rhythm."),
    "length": N_("New session begins with this length."),
    "windows": N_("New session warns you inside the hours kept free."),
    "recording": N_("Recording asks everyone, each time."),
    "audience": N_("A summary says who may hear what is in it."),
    "access": N_("Prepare shows what the other one needs."),
}
"""The rules that act today, and what they do."""

WAITING: Mapping[str, str] = {
    "agenda": "templates that know who leads",
    "term": "reviews of the whole relationship",
    "grace": "a session that one of the two is late for",
    "notice": "moving a session in Find a time",
    "quota": "counting sessions that were called off",
    "channels": "check-ins",
    "answer": "check-ins",
    "quiet": "check-ins",
    "camera": "the checks before joining",
    "preparation": "agendas sent ahead",
    "reports": "reports to a programme",
    "notes": "retention of notes",
    "retention": "retention of notes",
    "ai": "a list of the tools in use",
}
"""The rules that nothing reads yet, and what will."""


def works_for_you(agreement: Agreement | None) -> tuple[str, ...]:
    """What a version in force does by itself, one sentence for each thing."""
    found = rules(agreement, clauses.rules_by_clause())
    return tuple(_(sentence) for name, sentence in READERS.items() if name in found)
