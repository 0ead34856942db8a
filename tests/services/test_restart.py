"""A restart of the computer in the middle of a session, whatever became of its wall clock meanwhile."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import MINUTE, Millis, SessionId
from mentor_desktop.domain.sessionclock import ClockFace, ClockKind
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, people, running, sessions
from mentor_desktop.services.vaults import Opened
from tests.support import HOME, HandClock, empty_vault, reopened


class Laptop:
    """One vault with a session that has been running for ten minutes."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.folder = folder
        self.opened: Opened = empty_vault(folder, self.clock)
        amara = people.add(self.opened.desk, "Amara Okafor").id
        when = When(datetime(2026, 11, 24, 11, 40), HOME)
        self.session: SessionId = sessions.plan(self.opened.desk, [amara], when, 50).id
        for title in ("Check in", "Since last time"):
            agenda.add_part(self.opened.desk, self.session, title, 25)
        running.start(self.opened.desk, self.session)
        self.pass_minutes(10)

    def pass_minutes(self, minutes: int) -> None:
        self.clock.pass_minutes(minutes)
        running.look(self.opened.desk, self.session)

    def restart(self, minutes: float) -> None:
        self.opened.close()
        self.clock.restart(minutes)
        self.opened = reopened(self.folder, self.clock)

    def face(self) -> ClockFace:
        return running.snapshot(self.opened.desk, self.session).face(self.clock.reading())


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "a.vault")


@pytest.mark.parametrize(("set_by", "elapsed"), [(0, 12), (-393, 10), (5, 17)])
def test_time_never_goes_back_and_counts_on_steadily(laptop: Laptop, set_by: int, elapsed: int) -> None:
    laptop.clock.set_wall(set_by * MINUTE)
    laptop.restart(2)
    before = laptop.face().elapsed
    assert before == elapsed * MINUTE  # of the restart itself only the wall clock tells
    laptop.clock.set_wall(-393 * MINUTE)
    assert laptop.face().elapsed == before
    laptop.clock.pass_minutes(3)
    assert laptop.face().elapsed == before + 3 * MINUTE


def test_what_was_seen_stays_counted_when_the_wall_clock_is_set_back_meanwhile(laptop: Laptop) -> None:
    laptop.restart(-393)
    assert laptop.face().elapsed == 10 * MINUTE
    laptop.clock.pass_minutes(3)
    assert laptop.face().elapsed == 13 * MINUTE
    running.step(laptop.opened.desk, laptop.session, 1)
    laptop.clock.pass_minutes(1)
    assert list(laptop.face().used.values()) == [13 * MINUTE, 1 * MINUTE]


def test_an_opening_without_a_restart_keeps_nothing(laptop: Laptop) -> None:
    laptop.opened.close()
    laptop.opened = reopened(laptop.folder, laptop.clock)
    kinds = [event.kind for event in running.snapshot(laptop.opened.desk, laptop.session).events]
    assert kinds == [ClockKind.START]


def test_a_restart_is_nothing_that_happened_in_the_session(laptop: Laptop) -> None:
    begun = running.snapshot(laptop.opened.desk, laptop.session).last_activity
    laptop.restart(30)
    assert running.snapshot(laptop.opened.desk, laptop.session).last_activity == begun
    running.began(laptop.opened.desk, laptop.session, 60)
    assert laptop.face().elapsed == 60 * MINUTE
    assert laptop.face().part is not None


def ended(laptop: Laptop, at: Callable[[ClockFace], Millis] | None) -> ClockFace:
    running.end(laptop.opened.desk, laptop.session, None if at is None else at(laptop.face()))
    return laptop.face()


def test_it_may_have_ended_before_the_restart(laptop: Laptop) -> None:
    laptop.restart(30)
    at = ended(laptop, lambda face: Millis(face.now - 35 * MINUTE))
    assert at.elapsed == 5 * MINUTE
    running.take_back_end(laptop.opened.desk, laptop.session)
    assert laptop.face().elapsed == 40 * MINUTE


def test_it_ends_now_with_everything_counted(laptop: Laptop) -> None:
    laptop.restart(-393)
    laptop.clock.pass_minutes(5)
    held = running.end(laptop.opened.desk, laptop.session)
    assert held.started is not None
    assert held.ended == held.started + 15 * MINUTE
    assert laptop.face().elapsed == 15 * MINUTE
