"""The clock of the Run page without a window: by hand, with offers, sleep, kill and continuation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import MINUTE
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When
from mentor_desktop.services import running, sessions
from mentor_desktop.ui.run.live import Live
from tests.support import HOME, reopened
from tests.ui.fakes import Later
from tests.ui.run.support import AT_THREE, Page, World, started, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


def test_a_planned_session_shows_the_start_and_its_agenda(here: World) -> None:
    page = Page(here)
    assert page.view.state is not None
    assert page.view.state.phase == "ready"
    assert page.view.focus == "ready"
    assert [part.time for part in page.view.state.agenda] == ["5", "10", "20", "10", "5"]
    assert page.view.clock is None


def test_fifty_minutes_with_every_part_as_planned(here: World) -> None:
    page = started(here)
    assert page.left == "5:00"
    assert page.view.clock is not None
    assert page.view.clock.whole == "0:00 of 50 · ends 15:50"
    for minutes in (5, 10, 20, 10):
        page.passes(minutes)
        assert page.left == "0:00"
        page.presenter.next_part()
    assert page.titles == ["done", "done", "done", "done", "now"]
    page.passes(5)
    assert page.view.clock.place == "Part 5 of 5"
    page.presenter.end_session()
    assert here.shell.gone == [("wrap", {"session": here.session})]
    held = sessions.get(here.context.desk, here.session)
    assert held.state is SessionState.HELD
    assert (held.ended or 0) - (held.started or 0) == 50 * MINUTE


def test_words_and_colour_at_ten_five_and_nothing_left(here: World) -> None:
    page = started(here)
    page.presenter.next_part()
    page.presenter.next_part()  # the part of twenty minutes
    page.passes(9)
    assert (page.caption, page.view.clock and page.view.clock.tone) == ("left in this part", "text")
    page.passes(1)
    assert (page.caption, page.view.clock and page.view.clock.tone) == ("10 min left in this part", "accent")
    page.passes(5)
    assert (page.caption, page.view.clock and page.view.clock.tone) == ("5 min left in this part", "warn")
    page.passes(5)
    assert page.caption == "Time for this part is up"
    page.passes(2)
    assert (page.caption, page.left) == ("2 min over", "−2:00")
    spoken = [words for words in page.view.spoken if "A topic" in words]
    assert len(spoken) == 5  # the part itself, 10, 5, 0 and over: nothing between


def test_the_whole_has_words_of_its_own(here: World) -> None:
    page = started(here)
    page.passes(40)
    assert page.view.clock is not None
    assert page.view.clock.whole_words == "10 min left in all"
    page.passes(12)
    assert page.view.clock.whole_words == "2 min over"


def test_a_part_as_short_as_the_threshold_has_no_word_for_it(here: World) -> None:
    page = started(here)
    assert page.caption == "left in this part"  # five minutes planned, five left


def test_nothing_is_drawn_while_the_second_is_the_same(here: World) -> None:
    page = started(here)
    drawn = page.view.clocks
    here.clock.pass_ms(200)
    page.presenter.tick()
    page.presenter.tick()
    assert page.view.clocks == drawn  # 4:59.8 left is 5:00 still
    here.clock.pass_ms(900)
    page.presenter.tick()
    assert page.view.clocks == drawn + 1


def test_a_tick_reads_nothing(here: World) -> None:
    page = started(here)
    later = Later()
    page.live.context = replace(here.context, ask=later)
    page.passes(3)
    assert later.asked == []


def test_pause_stands_still_and_goes_on(here: World) -> None:
    page = started(here)
    page.passes(2)
    page.presenter.pause()
    page.passes(7)
    assert page.left == "3:00"
    assert page.view.clock is not None
    assert page.view.clock.paused
    assert page.view.clock.whole == "2:00 of 50 · paused"
    page.presenter.pause()
    page.passes(1)
    assert page.left == "2:00"


def test_five_more_minutes_and_back(here: World) -> None:
    page = started(here)
    page.passes(4)
    page.presenter.extend()
    assert page.left == "6:00"
    page.presenter.next_part()
    page.passes(3)
    page.presenter.back()
    assert page.left == "6:00"
    assert page.titles == ["now", "done", "to come", "to come", "to come"]
    page.passes(1)
    assert page.left == "5:00"


def test_any_part_can_be_gone_to(here: World) -> None:
    page = started(here)
    assert page.view.state is not None
    page.presenter.go_to(page.view.state.agenda[3].id)
    assert page.titles[3] == "now"


def test_the_rest_shrinks_only_when_asked(here: World) -> None:
    page = started(here)
    page.presenter.next_part()
    page.presenter.next_part()
    page.passes(38)  # the part of twenty is 18 over; 10 and 5 are to come
    offer = page.view.offer
    assert offer is not None
    assert offer.text == "This would end 3 min late."
    assert offer.buttons == (("shrink", "Shorten the rest: 7 + 5 min"),)
    assert page.view.state is not None
    assert [part.time for part in page.view.state.agenda][3:] == ["10", "5"]
    page.presenter.answer("shrink")
    assert [part.time for part in page.view.state.agenda][3:] == ["7", "5"]
    assert page.view.offer is None


def test_an_offer_put_away_does_not_come_back_in_this_part(here: World) -> None:
    page = started(here)
    page.presenter.next_part()
    page.passes(30)
    page.presenter.answer("")
    page.passes(1)
    assert page.view.offer is None
    page.presenter.next_part()
    page.passes(0.1)
    assert page.view.offer is not None


def test_sleep_is_left_out_at_once_and_counted_on_request(here: World) -> None:
    page = started(here)
    page.passes(1)
    here.clock.fall_asleep(12)
    page.passes(1)
    events = running.snapshot(here.context.desk, here.session).events
    assert [str(event.kind) for event in events] == ["start", "slept"]
    assert page.view.offer is not None
    assert page.view.offer.text == "The laptop slept for 12 min. Count it?"
    assert page.left == "3:00"
    page.presenter.answer("count")
    assert page.left == "−9:00"
    assert page.view.offer is None or page.view.offer.buttons[0][0] != "count"


def test_sleep_belongs_to_the_part_it_fell_into(here: World) -> None:
    page = started(here)
    here.clock.fall_asleep(12)
    page.presenter.next_part()  # pressed before the page has ticked again
    page.passes(0)
    assert page.view.state is not None
    assert page.view.state.agenda[0].time == "0:00 of 5"
    assert page.left == "10:00"


def test_sleep_in_a_pause_is_nobodys_matter(here: World) -> None:
    page = started(here)
    page.presenter.pause()
    here.clock.fall_asleep(30)
    page.passes(1)
    page.presenter.pause()
    assert page.view.offer is not None  # it will end late
    assert page.view.offer.buttons[0][0] == "shrink"
    assert page.left == "5:00"


def test_a_short_nap_is_not_worth_a_question(here: World) -> None:
    page = started(here)
    here.clock.fall_asleep(4 / 60)
    page.passes(1)
    assert page.view.offer is None


def test_a_forgotten_session_is_offered_its_end(here: World) -> None:
    page = started(here)
    page.passes(52)
    page.presenter.send("The last thing said.", False)
    here.clock.pass_minutes(120)
    page.presenter.tick()
    assert page.view.offer is not None
    assert page.view.offer.text == "Nothing has happened since 15:52. Did the session end then?"
    page.presenter.answer("end")
    held = sessions.get(here.context.desk, here.session)
    assert (held.ended or 0) - (held.started or 0) == 52 * MINUTE


def test_it_began_some_minutes_ago(here: World) -> None:
    page = Page(here)
    page.presenter.start(5)
    assert page.left == "0:00"
    page.presenter.began(2)
    assert page.left == "3:00"
    assert page.view.state is not None
    assert page.view.state.may_have_begun
    page.passes(1)
    page.presenter.next_part()
    assert not page.view.state.may_have_begun
    page.presenter.began(5)
    assert here.shell.banners == ["The session has gone on since. Correct its start after its end."]


def test_after_a_kill_it_goes_on_from_its_events(tmp_path: Path) -> None:
    with world(tmp_path, reopens=True) as here:
        _killed_and_continued(here)


def _killed_and_continued(here: World) -> None:
    page = started(here)
    page.passes(3)
    page.presenter.next_part()
    page.presenter.typed("half a thou")
    here.delay.advance(1_000)
    here.clock.pass_minutes(4)
    folder = here.opened.vault.folder
    here.opened.close()  # as a kill leaves it: nothing more was said to the vault
    here.opened = reopened(folder, here.clock)
    here.context = replace(here.context, desk=here.opened.desk)
    live = Live(here.context)
    found: list[bytes] = []
    live.find_running(found.append)
    assert found == [here.session]
    again = Page(here, live)
    assert again.left == "6:00"
    assert again.view.draft == "half a thou"
    assert again.view.state is not None
    assert again.view.state.agenda[0].time == "3:00 of 5"


def test_after_a_restart_of_the_computer_the_wall_clock_counts(here: World) -> None:
    page = started(here)
    page.passes(2)
    page.presenter.next_part()
    here.clock.restart(3)
    page.presenter.tick()
    assert page.left == "7:00"


def test_the_end_can_be_taken_back(here: World) -> None:
    page = started(here)
    page.passes(20)
    page.presenter.end_session()
    number = sessions.get(here.context.desk, here.session).number
    here.clock.pass_minutes(1)
    text, undo = here.shell.undos[-1]
    assert text == "The session has ended."
    undo()
    assert page.view.state is not None
    assert page.view.state.phase == "running"
    page.presenter.tick()
    assert page.view.clock is not None
    assert page.view.clock.whole.startswith("21:00 of 50")
    page.presenter.end_session()
    assert sessions.get(here.context.desk, here.session).number == number


def test_one_session_runs_at_a_time(here: World) -> None:
    desk = here.context.desk
    other = sessions.plan(desk, here.people, When(AT_THREE + timedelta(hours=1), HOME), 50)
    page = started(here)
    second = Page(here, page.live, other.id)
    assert page.live.session == here.session  # the running one goes on behind
    second.presenter.start(0)
    assert here.shell.banners == ["Another session is running. End it first."]
    second.presenter.close()
    assert page.live.is_running
