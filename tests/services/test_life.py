"""Any life of sessions: whatever is planned, moved, run, crashed and wrapped up, some things always hold.

How many lives: 15, or as many as the variable MENTOR_LIVES says.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from mentor_desktop.domain.ids import MINUTE, Millis, PromiseId, SessionId
from mentor_desktop.domain.promises import PromiseEventKind
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When, wall_at
from mentor_desktop.services import agenda, notes, people, promises, running, sessions, vaults, wrapping
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HOME, PASSPHRASE, HandClock, empty_vault

GROUPS = ((0,), (1,), (0, 1))


class Life(RuleBasedStateMachine):
    """Two people, met alone and together."""

    planned = Bundle("planned")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = HandClock()
        self.opened = empty_vault(Path(self.folder.name) / "a.vault", self.clock)
        self.people = [people.add(self.desk, name).id for name in ("Amara", "Jonas")]
        self.given: dict[SessionId, tuple[bytes, int]] = {}
        self.parts = 0
        self.owed: set[PromiseId] = set()
        self.written: list[str] = []
        self.refusals: list[str] = []

    @property
    def desk(self) -> Desk:
        return self.opened.desk

    def teardown(self) -> None:
        self.opened.close()
        self.folder.cleanup()

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it, or be refused with a sentence; the invariants must hold either way."""
        try:
            act()
        except Refused as refused:
            self.refusals.append(refused.sentence)

    def running(self) -> SessionId | None:
        return running.running(self.desk)

    @initialize(target=planned)
    def first(self) -> SessionId:
        return self._plan(0, 1, 2)

    @rule(target=planned, group=st.integers(0, 2), days=st.integers(0, 30), parts=st.integers(0, 3))
    def plan(self, group: int, days: int, parts: int) -> SessionId:
        return self._plan(group, days, parts)

    def _plan(self, group: int, days: int, parts: int) -> SessionId:
        wall = wall_at(self.desk.now(), HOME).replace(second=0, microsecond=0) + timedelta(days=days)
        who = [self.people[each] for each in GROUPS[group]]
        session = sessions.plan(self.desk, who, When(wall, HOME), 30).id
        for number in range(parts):
            agenda.add_part(self.desk, session, f"part {number}", 10)
            self.parts += 1
        return session

    @rule(session=planned, days=st.integers(1, 20))
    def move(self, session: SessionId, days: int) -> None:
        when = sessions.get(self.desk, session).when
        later = When(when.wall + timedelta(days=days), when.zone)
        self.attempt(partial(sessions.move, self.desk, session, later))

    @rule(session=planned)
    def cancel(self, session: SessionId) -> None:
        self.attempt(partial(sessions.cancel, self.desk, session, self.people[0]))

    @rule(session=planned, ago=st.integers(0, 40))
    def start(self, session: SessionId, ago: int) -> None:
        before = self.running()
        bare = not agenda.parts(self.desk, session)
        self.attempt(partial(running.start, self.desk, session, ago))
        if before is None and self.running() == session and bare:
            self.parts += 1  # the conversation
        if before is not None:
            assert self.running() == before

    @precondition(lambda self: self.running())
    @rule(
        act=st.sampled_from(["next", "back", "pause", "resume", "extend", "shrink", "sleep counts", "began"])
    )
    def act(self, act: str) -> None:
        session = self.running()
        assert session is not None
        desk = self.desk
        snapshot = running.snapshot(desk, session)
        acts: dict[str, Callable[[], object]] = {
            "next": partial(running.step, desk, session, 1),
            "back": partial(running.step, desk, session, -1),
            "pause": partial(running.pause, desk, session, True),
            "resume": partial(running.pause, desk, session, False),
            "extend": partial(running.extend, desk, session),
            "shrink": partial(
                running.replan, desk, session, snapshot.shrink_offer(snapshot.face(self.clock.reading()))
            ),
            "sleep counts": partial(running.sleep_counts, desk, session),
            "began": partial(running.began, desk, session, 7),
        }
        self.attempt(acts[act])

    @rule(minutes=st.integers(0, 90))
    def time_passes(self, minutes: int) -> None:
        self.clock.pass_minutes(minutes)
        if (session := self.running()) is not None:
            running.look(self.desk, session)  # as a window that ticks does each minute

    @rule(minutes=st.integers(1, 90))
    def sleep(self, minutes: int) -> None:
        self.clock.fall_asleep(minutes)
        if (session := self.running()) is not None:
            running.slept(self.desk, session, minutes * MINUTE)

    @rule(minutes=st.integers(-600, 600))
    def wall_clock_is_set(self, minutes: int) -> None:
        session = self.running()
        before = None if session is None else running.snapshot(self.desk, session).face(self.clock.reading())
        self.clock.set_wall(minutes * MINUTE)
        if session is not None:
            assert running.snapshot(self.desk, session).face(self.clock.reading()) == before

    @rule(restart=st.booleans())
    def crash(self, restart: bool) -> None:
        """The process is gone, perhaps the computer restarted; what was saved goes on."""
        session = self.running()
        before = None if session is None else running.snapshot(self.desk, session).face(self.clock.reading())
        self.opened.close()  # what a kill leaves on disk is the same: see tests/faults
        if restart:
            self.clock.restart(2)
        self.opened = vaults.open_vault(self.opened.vault.folder, passphrase=PASSPHRASE, clock=self.clock)
        assert self.running() == session
        if session is not None and before is not None:
            after = running.snapshot(self.desk, session).face(self.clock.reading())
            # Where the wall clock was set back meanwhile, what went by since the last look may be lost.
            since = MINUTE if restart else 0
            assert after.elapsed >= before.elapsed - since
            assert after.now >= before.now - since
            assert restart or after == before

    @precondition(lambda self: self.running())
    @rule()
    def note(self) -> None:
        text = f"note {len(self.written)}"
        notes.write(self.desk, text, session=self.running())
        self.written.append(text)

    @precondition(lambda self: self.running())
    @rule(minutes=st.none() | st.integers(-30, 30))
    def end(self, minutes: int | None) -> None:
        session = self.running()
        assert session is not None
        at = None if minutes is None else Millis(self.desk.now() - minutes * MINUTE)
        held = running.end(self.desk, session, at)
        assert held.number is not None
        assert held.started is not None
        assert held.ended is not None
        assert held.started <= held.ended
        known = self.given.setdefault(session, (held.relationship, held.number))
        assert known == (held.relationship, held.number)

    @rule(session=planned)
    def take_back_the_end(self, session: SessionId) -> None:
        self.attempt(partial(running.take_back_end, self.desk, session))

    @rule(session=planned, owner=st.integers(0, 1))
    def promise(self, session: SessionId, owner: int) -> None:
        made = promises.make(
            self.desk, self.people[owner], f"promise {len(self.owed)}", None, session=session
        )
        self.owed.add(made.id)

    @rule(session=planned, data=st.data())
    def finish(self, session: SessionId, data: st.DataObject) -> None:
        waiting = [part.id for part in agenda.parts(self.desk, session) if not part.done]
        moving = data.draw(
            st.none() | st.lists(st.sampled_from(waiting), unique=True) if waiting else st.none()
        )
        undo = data.draw(st.booleans())

        def act() -> None:
            moved = wrapping.finish(self.desk, session, moving)
            if undo:
                wrapping.take_back(self.desk, session, moved)
                assert {part.id for part in agenda.parts(self.desk, session) if not part.done} == set(waiting)

        self.attempt(act)

    @invariant()
    def one_runs_at_most(self) -> None:
        states = Counter(row.state for row in sessions.rows(self.desk))
        assert states[SessionState.RUNNING] <= 1

    @invariant()
    def numbers_are_unique_and_stay(self) -> None:
        numbers: Counter[tuple[bytes, int]] = Counter()
        for row in sessions.rows(self.desk):
            about = sessions.get(self.desk, row.id)
            if about.number is not None:
                numbers[about.relationship, about.number] += 1
                assert self.given.get(row.id) in (None, (about.relationship, about.number))
        assert all(count == 1 for count in numbers.values())

    @invariant()
    def parts_are_moved_and_not_copied(self) -> None:
        everywhere = [part.id for row in sessions.rows(self.desk) for part in agenda.parts(self.desk, row.id)]
        assert len(everywhere) == len(set(everywhere)) == self.parts

    @invariant()
    def promises_are_carried_once_to_each_session(self) -> None:
        known = [promises.get(self.desk, row) for row in self.owed]
        for each in known:
            to = Counter(event.session for event in each.events if event.kind is PromiseEventKind.CARRIED)
            assert all(count == 1 for count in to.values())

    @invariant()
    def what_the_parts_used_adds_up(self) -> None:
        for row in sessions.rows(self.desk):
            snapshot = running.snapshot(self.desk, row.id)
            if not snapshot.events:
                continue
            at = snapshot.face(self.clock.reading())
            assert sum(at.used.values()) == at.elapsed
            assert min(at.used.values()) >= 0
            assert at.elapsed >= 0
            assert at.started is not None
            assert at.now >= at.started
            assert snapshot.expected_end(at) >= at.now

    @invariant()
    def a_refusal_says_why(self) -> None:
        assert all(self.refusals)

    @invariant()
    def no_note_is_lost(self) -> None:
        assert Counter(note.text for note in notes.every(self.desk)) == Counter(self.written)


Life.TestCase.settings = settings(
    max_examples=int(os.environ.get("MENTOR_LIVES", "10")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestLife = pytest.mark.timeout(300)(Life.TestCase)
