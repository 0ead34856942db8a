"""Finding an hour on a real vault: cards, agreement, holidays and what is planned are all kept to."""

from datetime import date, datetime, time, timedelta

import pytest

from mentor_desktop.domain.agreements import Span, Window
from mentor_desktop.domain.cards import DatedWindow, LifeCard
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import agreements, cards, finding_time, people, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HOME

NAIROBI = "Africa/Nairobi"
MONDAY = date(2026, 12, 7)


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara", zone=NAIROBI).id


def there(offer: finding_time.Offer) -> datetime:
    return wall_at(offer.at, NAIROBI)


def test_protected_windows_of_card_and_agreement(desk: Desk, amara: PersonId) -> None:
    cards.save_life(desk, amara, LifeCard(
        working_hours=Span(time(9), time(18)), kept_free=(Window((0, 1, 2, 3, 4), Span(time(16), time(18))),),
        away=(DatedWindow(date(2026, 12, 8), date(2026, 12, 8)),),
    ))  # fmt: skip
    draft = agreements.draft(desk, people.relationships_of(desk, amara)[-1].id)
    agreements.choose(desk, draft.id, "times", "kept-free", {
        "windows": (Window((0, 1, 2, 3, 4), Span(time(9), time(12)), amara),), "grace": 10, "notice": 24,
        "quota": 2,
    })  # fmt: skip
    agreements.propose(desk, draft.id)
    for each in draft.parties:
        agreements.agree(desk, draft.id, each)
    found = finding_time.search(desk, [amara], 50, MONDAY, 2)
    assert found.offers
    for offer in found.offers:
        assert time(12) <= there(offer).time() <= time(15, 10)
        assert there(offer).date() != date(2026, 12, 8)
        assert there(offer).weekday() < 5
    forced = finding_time.breaks(found, instant(When(datetime(2026, 12, 7, 16, 30), NAIROBI)))
    assert forced == ((amara, "protected hours"),)


def test_what_is_planned_is_kept_to(desk: Desk, amara: PersonId) -> None:
    jonas = people.add(desk, "Jonas", zone="Europe/Berlin").id
    for hour in range(8, 19):
        sessions.plan(desk, [jonas], When(datetime(2026, 12, 7, hour), HOME), 60)
    found = finding_time.search(desk, [amara], 50, MONDAY, 1)
    assert date(2026, 12, 7) not in {wall_at(offer.at, HOME).date() for offer in found.offers}


def test_the_usual_slot_is_named(desk: Desk, amara: PersonId) -> None:
    for weeks in (2, 4, 6):
        day = datetime(2026, 11, 24, 11) - timedelta(weeks=weeks)
        sessions.log_past(desk, [amara], When(day, HOME))
    found = finding_time.search(desk, [amara], 50, MONDAY, 2)
    assert wall_at(found.offers[0].at, HOME) == datetime(2026, 12, 8, 11)
    assert "your usual slot" in found.offers[0].reasons


def test_public_holidays(desk: Desk, amara: PersonId) -> None:
    cards.save_life(desk, amara, LifeCard(holidays="ke"))
    assert finding_time.knows_holidays("KE")
    assert finding_time.knows_holidays("DE-BY")
    assert not finding_time.knows_holidays("XX")
    assert not finding_time.knows_holidays("DE-QQ")
    assert not finding_time.knows_holidays("")
    found = finding_time.search(desk, [amara], 50, date(2026, 12, 7), 1)
    days = {there(offer).date() for offer in found.offers}
    assert date(2026, 12, 12) not in days  # Jamhuri Day, a Saturday besides
    cards.save_life(desk, amara, LifeCard(working_days=(0, 1, 2, 3, 4, 5, 6), holidays="KE"))
    found = finding_time.search(desk, [amara], 50, date(2026, 12, 7), 1)
    assert date(2026, 12, 12) not in {there(offer).date() for offer in found.offers}


def test_words_that_cannot_be_misread() -> None:
    at = instant(When(datetime(2026, 12, 8, 17), NAIROBI))
    assert finding_time.said(at, NAIROBI, HOME) == "Tuesday 8 December, 17:00 in Nairobi (15:00 in Stockholm)"
    samoa = instant(When(datetime(2026, 12, 8, 9), "Pacific/Apia"))
    assert finding_time.said(samoa, "Pacific/Apia", "Pacific/Honolulu") == (
        "Tuesday 8 December, 09:00 in Apia (Monday 10:00 in Honolulu)"
    )
    assert finding_time.said(at, HOME, HOME) == "Tuesday 8 December, 15:00 in Stockholm"


@pytest.mark.parametrize(("minutes", "weeks"), [(0, 4), (50, 0), (50, 99)])
def test_impossible_searches(desk: Desk, amara: PersonId, minutes: int, weeks: int) -> None:
    with pytest.raises(Refused):
        finding_time.search(desk, [amara], minutes, MONDAY, weeks)


def test_somebody_has_to_be_met(desk: Desk) -> None:
    with pytest.raises(Refused, match="Choose who"):
        finding_time.search(desk, [], 50)
