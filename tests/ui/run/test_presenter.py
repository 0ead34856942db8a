"""The Run page without a window: the clock by hand, offers, notes, share-safe, continuation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from mentor_desktop.domain.ids import MINUTE, Millis, SessionId
from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When
from mentor_desktop.services import drafts, notes, promises, running, sessions, wrapping
from mentor_desktop.services import settings as setting_service
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.presenter import RunPresenter
from tests.support import HOME, reopened
from tests.ui.fakes import Later
from tests.ui.run.support import AT_THREE, FakeRunView, World, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


class Page:
    """A presenter with its view, opened."""

    def __init__(self, at: World, live: Live | None = None, session: SessionId | None = None) -> None:
        self.live = live or Live(at.context)
        self.view = FakeRunView()
        self.popped: list[bool] = []
        self.at = at
        self.presenter = RunPresenter(
            self.view, at.context, self.live, lambda: self.popped.append(True), Random(7)
        )
        self.presenter.open(session or at.session)

    def passes(self, minutes: float) -> None:
        """Time goes by, and the page ticks."""
        self.at.clock.pass_minutes(minutes)
        self.presenter.tick()

    @property
    def left(self) -> str:
        assert self.view.clock is not None
        return self.view.clock.left

    @property
    def caption(self) -> str:
        assert self.view.clock is not None
        return self.view.clock.caption

    @property
    def titles(self) -> list[str]:
        assert self.view.state is not None
        return [part.state for part in self.view.state.agenda]


def started(at: World) -> Page:
    page = Page(at)
    page.presenter.start(0)
    return page


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
    here.clock.sleep(12)
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
    here.clock.sleep(12)
    page.presenter.next_part()  # pressed before the page has ticked again
    page.passes(0)
    assert page.view.state is not None
    assert page.view.state.agenda[0].time == "0:00 of 5"
    assert page.left == "10:00"


def test_sleep_in_a_pause_is_nobodys_matter(here: World) -> None:
    page = started(here)
    page.presenter.pause()
    here.clock.sleep(30)
    page.passes(1)
    page.presenter.pause()
    assert page.view.offer is not None  # it will end late
    assert page.view.offer.buttons[0][0] == "shrink"
    assert page.left == "5:00"


def test_a_short_nap_is_not_worth_a_question(here: World) -> None:
    page = started(here)
    here.clock.sleep(4 / 60)
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


def test_notes_are_private_unless_shared_and_obey_slash_words(here: World) -> None:
    page = started(here)
    page.presenter.send("Warm start.", False)
    page.presenter.send("The outline was sent.", True)
    page.presenter.send("/read Hesitates.", True)
    page.presenter.send("/moment “I want them to ask me first.”", True)
    page.presenter.send("/promise", False)
    shown = page.view.notes
    assert shown is not None
    assert [(row.text, row.private) for row in shown.rows[:3]] == [
        ("Warm start.", True),
        ("The outline was sent.", False),
        ("Hesitates.", True),
    ]
    assert [chip[0] for chip in shown.rows[2].chips] == ["Private", "to check"]
    assert [chip[0] for chip in shown.rows[3].chips] == ["Moment"]
    assert len(shown.rows) == 4
    assert (shown.shared, shown.private) == (2, 2)
    assert shown.rows[0].time == "15:00"
    assert here.shell.states[-1] == "Saved"


def test_a_draft_is_durable_a_second_after_the_last_key(here: World) -> None:
    page = started(here)
    key = drafts.key(notes.COMPOSER, here.session)
    page.presenter.typed("The thing about ")
    here.delay.advance(999)
    assert drafts.load(here.context.desk, key) == ""
    here.delay.advance(1)
    assert drafts.load(here.context.desk, key) == "The thing about "
    page.presenter.send("The thing about trust.", False)
    here.delay.advance(10_000)
    assert drafts.load(here.context.desk, key) == ""
    assert page.view.draft == ""


def test_a_note_that_was_refused_stands_in_the_composer_again(here: World) -> None:
    page = started(here)
    page.presenter.send("x" * 20_000_001, False)
    assert len(page.view.draft) == 20_000_001
    assert "too long" in here.shell.banners[0]


def test_a_note_is_changed_in_place_with_history(here: World) -> None:
    page = started(here)
    page.presenter.send("First words.", False)
    assert page.view.notes is not None
    note = page.view.notes.rows[0].id
    page.presenter.edit(note)
    assert page.view.editor == (note, "First words.", [])
    page.presenter.edited("Second words.")
    page.presenter.end_edit()
    assert page.view.notes.rows[0].text == "Second words."
    page.presenter.edit(note)
    assert page.view.editor[2] == [("24 Nov 15:00", "First words.")]
    page.presenter.restore(note, "First words.")
    assert page.view.notes.rows[0].text == "First words."


def test_an_emptied_note_keeps_its_words(here: World) -> None:
    page = started(here)
    page.presenter.send("Words.", False)
    assert page.view.notes is not None
    page.presenter.edit(page.view.notes.rows[0].id)
    page.presenter.edited("  ")
    page.presenter.end_edit()
    assert notes.of_session(here.context.desk, here.session)[0].text == "Words."


def test_trash_has_a_way_back_and_a_note_can_be_shared_and_checked(here: World) -> None:
    page = started(here)
    page.presenter.send("/read Hesitates.", False)
    assert page.view.notes is not None
    note = page.view.notes.rows[0].id
    page.presenter.share(note, "")
    assert not page.view.notes.rows[0].private
    page.presenter.share(note, None)
    assert page.view.notes.rows[0].private
    page.presenter.check(note, True)
    assert page.view.notes.rows[0].chips[-1][0] == "asked"
    page.presenter.trash(note)
    assert page.view.notes.rows == ()
    here.shell.undos[-1][1]()
    assert [row.id for row in page.view.notes.rows] == [note]


def test_with_several_people_a_shared_note_may_be_for_one(tmp_path: Path) -> None:
    with world(tmp_path, ("Amara Okafor", "Jonas Berg")) as at:
        page = started(at)
        assert page.view.notes is not None
        keys = [key for key, _words in page.view.notes.audiences]
        assert keys == ["", *(person.hex() for person in at.people)]
        page.presenter.send("For both.", True)
        page.presenter.choose_audience(at.people[1].hex())
        page.presenter.send("For Jonas.", True)
        page.presenter.send("For me.", False)
        found = [note.audience for note in notes.of_session(at.context.desk, at.session)]
        assert found == [(), (at.people[1],), None]
        assert page.view.notes.rows[1].chips[0][0] == "for Jonas"
        at.context.share_safe.set(True)
        assert [row.text for row in page.view.notes.rows] == ["For both."]


def test_while_the_screen_is_shown_nothing_private_is(here: World) -> None:
    desk = here.context.desk
    wrapping.say(desk, here.session, "intention", "Wait longer.")
    me = here.context.desk
    promises.make(me, here.people[0], "Draft the outline", None, session=here.session)
    promises.make(me, here.people[0], "A secret of mine", None, session=here.session, audience=None)
    page = started(here)
    assert page.view.hand is not None
    assert page.view.hand.intention == "Wait longer."
    assert page.view.hand.question
    page.presenter.send("Private thing.", False)
    page.presenter.send("Shared thing.", True)
    page.presenter.typed("half-typed secret")
    page.presenter.share_safe(True)
    assert page.view.notes is not None
    assert [row.text for row in page.view.notes.rows] == ["Shared thing."]
    assert (page.view.notes.private, page.view.notes.folded) == (1, True)
    assert (page.view.hand.intention, page.view.hand.question) == ("", "")
    assert [promise.words for promise in page.view.hand.promises] == ["Amara Okafor: Draft the outline"]
    assert page.view.draft == ""
    page.presenter.typed("Typed while shown")
    here.delay.advance(1_000)
    key = drafts.key(notes.COMPOSER, here.session)
    assert drafts.load(desk, key) == "half-typed secret\nTyped while shown"
    page.presenter.send("Typed while shown", True)
    assert drafts.load(desk, key) == "half-typed secret"
    page.presenter.share_safe(False)
    assert page.view.draft == "half-typed secret"


def test_no_question_is_shown_where_none_is_wanted(here: World) -> None:
    setting_service.save(here.context.desk, "ask_questions", False)
    page = started(here)
    assert page.view.hand is not None
    assert not page.view.hand.question
    assert not page.view.hand.more_questions


def test_another_question_is_another(here: World) -> None:
    page = started(here)
    seen = set()
    for _n in range(5):
        assert page.view.hand is not None
        seen.add(page.view.hand.question)
        page.presenter.another_question()
    assert len(seen) == 5


def test_a_held_session_is_corrected_and_noted_without_times(here: World) -> None:
    page = started(here)
    page.passes(30)
    page.presenter.end_session()
    assert page.view.state is not None
    assert page.view.state.phase == "held"
    assert page.view.state.times == "Held Tuesday 24 November, 15:00–15:30"
    started_at = page.view.state.started
    assert started_at is not None
    page.presenter.correct(started_at, Millis(started_at + 45 * MINUTE))
    assert page.view.state.note.startswith("45 min in all.")
    page.presenter.correct_part(page.view.state.agenda[0].id, 12)
    assert page.view.state.agenda[0].time == "12:00 of 5"
    page.presenter.send("Remembered later.", False)
    assert page.view.notes is not None
    assert page.view.notes.rows[-1].time == ""
    kept = notes.of_session(here.context.desk, here.session)[-1]
    assert not kept.timed
    assert kept.kind is NoteKind.NOTE


def test_paper_notes_have_no_times(here: World) -> None:
    past = sessions.log_past(here.context.desk, here.people, When(AT_THREE - timedelta(days=2), HOME), 50)
    page = Page(here, session=past.id)
    page.presenter.send("From the paper.", True)
    assert page.view.notes is not None
    assert [(row.text, row.time) for row in page.view.notes.rows] == [("From the paper.", "")]


def test_without_an_agenda_it_is_one_conversation(tmp_path: Path) -> None:
    with world(tmp_path, template="") as at:
        page = Page(at)
        assert page.view.state is not None
        assert page.view.state.note == "There is no agenda. The whole time is one conversation."
        page.presenter.start(0)
        assert page.left == "50:00"


def test_pop_out_and_the_other_pages(here: World) -> None:
    page = Page(here)
    page.presenter.pop_out()
    page.presenter.go("prepare")
    assert page.popped == [True]
    assert here.shell.gone == [("prepare", {"session": here.session})]
