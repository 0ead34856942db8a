"""Ways to the pages about agreements: one that was talked through, changed, and waits for a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.agreements import Span, Value, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.domain.consents import ConsentKind
from mentor_desktop.domain.ids import AgreementId, PersonId, RelationshipId
from mentor_desktop.services import agreement_pages, agreements, cards, consents, people
from mentor_desktop.ui.agreement.view import AgreementView
from mentor_desktop.ui.agreementbuilder.view import BuilderView
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.wrapup.view import WrapUpView
from tests.shots.common import held, known, of, todays
from tests.shots.stage import Stage
from tests.shots.stage import settle as settle_layout

_HOURS = Window((0, 1, 2, 3, 4), Span(time(12), time(13, 30)))
SETTLED: Mapping[str, tuple[str, Mapping[str, Value]]] = {
    "confidentiality": ("all-stays", {}),
    "cadence": ("steady", {"every": 2, "length": 50}),
    "times": ("kept-free", {"windows": (_HOURS,), "grace": 10, "notice": 24, "quota": 1}),
    "channels": (
        "quiet-days",
        {"channel": "mail", "answer": 2, "quiet": Span(time(19), time(8)), "quiet_days": (4,)},
    ),
    "notes": ("working-notes", {"kept": 3}),
    "recording": ("never", {}),
    "limits": ("harm-and-law", {}),
}


def settle(stage: Stage, of_: AgreementId, **clauses: tuple[str, Mapping[str, Value]]) -> None:
    """Settle these clauses of a draft."""
    for key, (choice, data) in clauses.items():
        agreements.choose(stage.desk, of_, key, choice, data)


def relationship(stage: Stage, name: str = "Amara") -> tuple[PersonId, RelationshipId]:
    """Someone of the sample, and what there is between us."""
    person = known(stage, name)
    return person, agreement_pages.present_with(stage.desk, person)


def in_force(stage: Stage, name: str = "Amara") -> RelationshipId:
    """A first version that everybody agreed to four weeks ago."""
    person, between = relationship(stage, name)
    first = agreements.draft(stage.desk, between).id
    settle(stage, first, **SETTLED)
    agreements.describe(stage.desk, first, review_on=date(2027, 4, 27))
    agreements.propose(stage.desk, first)
    for who in (people.me(stage.desk).id, person):
        agreements.agree(stage.desk, first, who, on=date(2026, 10, 27))
    return between


def changed(stage: Stage) -> AgreementId:
    """A second one that differs in two clauses, still a draft."""
    second = agreements.draft(stage.desk, in_force(stage)).id
    settle(stage, second, recording=("each-time", {"keep": 30}), camera=("free", {}))
    return second


def agreement(stage: Stage) -> QWidget:
    changed(stage)
    return _page(stage)


def agreement_compared(stage: Stage) -> QWidget:
    changed(stage)
    _page(stage)
    of(stage, AgreementView).compare_button.click()
    return stage.window


def agreement_proposed(stage: Stage) -> QWidget:
    second = changed(stage)
    agreements.propose(stage.desk, second)
    agreements.agree(stage.desk, second, people.me(stage.desk).id)
    return _page(stage)


def agreement_holds(stage: Stage) -> QWidget:
    in_force(stage)
    return _page(stage)


def agreement_two_languages(stage: Stage) -> QWidget:
    second = changed(stage)
    agreements.describe(stage.desk, second, second_language="sw")
    return _page(stage)


def agreement_none(stage: Stage) -> QWidget:
    return _page(stage)


def agreements_list(stage: Stage) -> QWidget:
    second = changed(stage)
    agreements.propose(stage.desk, second)
    in_force(stage, "Jonas")
    stage.window.go("agreements")
    return stage.window


def _page(stage: Stage) -> QWidget:
    person, between = relationship(stage)
    stage.window.go("agreement", person=person, relationship=between)
    return stage.window


def builder(clause: str, choice: str = "") -> Callable[[Stage], QWidget]:
    """The builder at a clause, with a choice taken."""

    def draw(stage: Stage) -> QWidget:
        person, between = relationship(stage)
        if choice and SETTLED.get(clause, ("",))[0] == choice:
            settle(stage, agreements.draft(stage.desk, between).id, **{clause: SETTLED[clause]})
        stage.window.go("agreement-builder", person=person, relationship=between, clause=clause)
        view = of(stage, BuilderView)
        if choice:
            view.picked.emit(choice)
        return stage.window

    return draw


def builder_second(stage: Stage) -> QWidget:
    person, between = relationship(stage)
    first = agreements.draft(stage.desk, between).id
    agreements.describe(stage.desk, first, second_language="sw")
    stage.window.go("agreement-builder", person=person, relationship=between, clause="limits")
    of(stage, BuilderView).picked.emit("harm-and-law")
    return stage.window


def builder_more(stage: Stage) -> QWidget:
    return builder("more")(stage)


def builder_refused(stage: Stage) -> QWidget:
    builder("times")(stage)
    view = of(stage, BuilderView)
    view.picked.emit("kept-free")
    view.next_button.click()
    return stage.window


def cards_filled(stage: Stage) -> QWidget:
    in_force(stage)
    person = known(stage, "Amara")
    cards.save_access(
        stage.desk,
        person,
        AccessCard(
            captions=True, slower=True, languages=("Swahili", "English"), more="Large letters in slides"
        ),
    )
    cards.save_life(
        stage.desk,
        person,
        LifeCard(
            working_hours=Span(time(8, 30), time(16)),
            kept_free=(_HOURS,),
            camera="either",
            grace_minutes=10,
            away=(DatedWindow(date(2026, 12, 20), date(2027, 1, 3)),),
            free_cancels=1,
            holidays="KE",
        ),
    )
    stage.window.go("person", person=person, tab="agreement")
    return stage.window


def prepare_hint(stage: Stage) -> QWidget:
    cards.save_access(stage.desk, known(stage, "Amara"), AccessCard(captions=True))
    stage.window.go("prepare", session=todays(stage))
    return stage.window


def today_review(stage: Stage) -> QWidget:
    between = in_force(stage)
    holding = agreements.versions(stage.desk, between).holding
    assert holding is not None
    agreements.looked_back(stage.desk, holding.id, date(2026, 11, 25))
    stage.clock.pass_minutes(24 * 60)
    stage.window.go("sessions")
    stage.window.go("today")
    return stage.window


def wrap_consent(stage: Stage) -> QWidget:
    session = held(stage)
    made = consents.ask(stage.desk, session, scope="Sound alone", purpose="to hear the story again")
    consents.answer(stage.desk, made.id, people.me(stage.desk).id, ConsentKind.GIVEN)
    stage.window.go("wrap", session=session)
    view = of(stage, WrapUpView)
    view.scroller.ensureWidgetVisible(view.consents)
    settle_layout()
    view.scroller.ensureWidgetVisible(view.consents)
    return stage.window


def new_session_protected(stage: Stage) -> QWidget:
    in_force(stage)
    stage.window.go("new-session", person=known(stage, "Amara"))
    of(stage, NewSessionView).when_changed.emit(datetime(2026, 11, 26, 10, 30))
    return stage.window
