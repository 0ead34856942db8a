"""Random histories of promises against a plain reference, by the calendars of both hemispheres."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.promises import PromiseEvent, PromiseEventKind, PromiseState, standing
from mentor_desktop.domain.touch import due_on, quiet_days, rhythm_of

ZONES = ("Europe/Stockholm", "Australia/Sydney", "America/Santiago", "Pacific/Apia", "Africa/Nairobi")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
HOURS = 24 * 365


@dataclass
class Reference:
    """A promise on paper: what a careful person would write down, on the wall calendar of the owner."""

    zone: ZoneInfo
    due: date | None = None
    done: datetime | None = None
    dropped: bool = False
    moved_in_time: bool = False

    def happens(self, kind: PromiseEventKind, at: datetime, due: date | None) -> None:
        if kind is PromiseEventKind.MADE:
            self.due = due
        elif kind is PromiseEventKind.DUE_MOVED:
            day = at.astimezone(self.zone).date()
            if self.due is not None and not day > self.due:
                self.moved_in_time = True
            self.due = due
        elif kind is PromiseEventKind.REOPENED:
            self.done, self.dropped = None, False
        elif kind in (PromiseEventKind.KEPT, PromiseEventKind.DROPPED):
            self.done, self.dropped = at, kind is PromiseEventKind.DROPPED

    def state(self, now: datetime) -> PromiseState:
        if self.done is not None and self.dropped:
            return PromiseState.DROPPED
        day = (self.done or now).astimezone(self.zone).date()
        late = self.due is not None and day > self.due
        if self.done is not None:
            return PromiseState.KEPT_LATE if late else PromiseState.KEPT
        return PromiseState.OVERDUE if late else PromiseState.OPEN


HOURS_OF_A_YEAR = st.integers(0, HOURS)
DUES = st.one_of(st.none(), st.dates(date(2025, 12, 20), date(2027, 1, 10)))
LATER = st.sampled_from(
    [kind for kind in PromiseEventKind if kind not in (PromiseEventKind.MADE, PromiseEventKind.CARRIED)]
)
HISTORIES = st.lists(st.tuples(HOURS_OF_A_YEAR, LATER, DUES), max_size=10)


@given(st.sampled_from(ZONES), DUES, HISTORIES, HOURS_OF_A_YEAR)
def test_any_history_amounts_to_what_a_careful_person_would_write_down(
    zone: str, first: date | None, later: list[tuple[int, PromiseEventKind, date | None]], now: int
) -> None:
    paper = Reference(ZoneInfo(zone))
    history = [(0, PromiseEventKind.MADE, first), *sorted(later, key=lambda each: each[0])]
    events = []
    for hour, kind, due in history:
        at = BEGIN + timedelta(hours=hour)
        paper.happens(kind, at, due)
        events.append(PromiseEvent(kind=kind, at=millis(at), due=due))
    moment = BEGIN + timedelta(hours=max(now, history[-1][0]))
    stands = standing(events, zone, millis(moment))
    assert stands.state is paper.state(moment)
    assert stands.due == paper.due
    assert stands.renegotiated is paper.moved_in_time
    assert stands.is_open is (paper.done is None)


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=8),
    st.one_of(st.none(), st.integers(1, 120)),
    st.dates(date(2026, 1, 1), date(2027, 6, 30)),
)
def test_the_rhythm_counts_from_the_last_contact_of_any_kind(
    contacts: list[date], cadence: int | None, today: date
) -> None:
    started = date(2026, 1, 1)
    known = [day for day in contacts if day <= today]
    last = None
    for day in known:  # the latest one, found by looking at each
        if last is None or day > last:
            last = day
    every = 14 if cadence is None else cadence
    assert due_on(last, rhythm_of(cadence), started) == (last or started) + timedelta(days=every)
    assert quiet_days(last, today) == (None if last is None else (today - last).days)


def millis(at: datetime) -> Millis:
    return Millis(round(at.timestamp() * 1000))
