"""Two versions of an agreement with every built-in clause, laid beside each other by clause and by word."""

from dataclasses import replace
from datetime import date

from bench.measure import Line, by_length, median, ms, p95
from mentor_desktop.domain.agreements import Agreement, Clause, DataKind, Value
from mentor_desktop.domain.ids import AgreementId, ClauseId, PersonId, RelationshipId
from mentor_desktop.services import clauses
from mentor_desktop.services.agreement_pages import Voices, Whole
from mentor_desktop.services.agreements import Versions
from mentor_desktop.ui.agreement.state import state_of

ROUNDS = 60
_ME, _OTHER = PersonId(b"m" * 16), PersonId(b"o" * 16)


def versions() -> tuple[Agreement, Agreement]:
    """Both settle all clauses; in the second one half have a few other words, and half are another choice."""
    every = list(enumerate(clauses.clauses()))
    first = [_clause(number, text, 0) for number, text in every]
    second = [_clause(number, text, -1) if number % 2 else _reworded(first[number]) for number, text in every]
    parties = (_ME, _OTHER)
    made = Agreement(
        id=AgreementId(b"a" * 16), relationship=RelationshipId(b"r" * 16), number=1, parties=parties,
        clauses=tuple(first),
    )  # fmt: skip
    return made, replace(made, id=AgreementId(b"b" * 16), number=2, clauses=tuple(second))


def _clause(number: int, text: clauses.ClauseText, place: int) -> Clause:
    choice = text.choices[place]
    data: dict[str, Value] = {
        each.name: each.low for each in choice.data if each.kind not in (DataKind.LINE, DataKind.DATE)
    }
    return Clause(
        id=ClauseId(bytes([number]) * 16), key=text.id, choice=choice.id, mentor=choice.mentor,
        mentee=choice.mentee, data=data,
    )  # fmt: skip


def _reworded(clause: Clause) -> Clause:
    return replace(clause, mentor=f"Most days, {clause.mentor}", mentee=clause.mentee.replace(" I ", " we "))


def run() -> list[Line]:
    """The page of the second version, compared with the first one."""
    first, second = versions()
    called = {_ME: "Maya Lind", _OTHER: "Amara Okafor"}
    whole = Whole(
        relationship=first.relationship, me=_ME, others=(_OTHER,), called=called, short=called,
        voices=Voices("Maya", "Amara"), versions=Versions((first, second), (), None, second),
        today=date(2026, 11, 24),
    )  # fmt: skip
    state_of(whole, 2, comparing=True)  # words of the language are loaded once
    seen = [ms(lambda: state_of(whole, 2, comparing=True)) for _ in range(ROUNDS)]
    count = len(second.clauses)
    what = f"difference of two {count}-clause versions, p95"
    return [by_length(what, 50, p95(seen), note=f"median {median(seen):.1f} ms")]
