"""The Wrap up page's decisions, on a real vault and without a window."""

from datetime import datetime
from pathlib import Path

import pytest

from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import notes, people, running, sessions, wrapping
from mentor_desktop.ui.wrapup.presenter import WrapPresenter
from tests.support import HOME
from tests.ui.fakes import HandDelay, Later
from tests.ui.wrapup.support import FakeShell, FakeView, Held, held, parts_of


class Page:
    """The presenter over fakes, on a real vault."""

    def __init__(self, there: Held, ask: Later | None = None) -> None:
        self.there, self.view, self.shell, self.delay = there, FakeView(), FakeShell(), HandDelay()
        self.context = there.context(self.shell, ask=ask, delay=self.delay)
        self.changes = 0
        self.presenter = WrapPresenter(self.view, self.context, self._changed)
        self.presenter.open(there.session)

    def _changed(self) -> None:
        self.changes += 1

    def wrap(self) -> wrapping.Wrap:
        """What is on disk."""
        return wrapping.load(self.there.desk, self.there.session)


@pytest.fixture
def there(tmp_path: Path) -> Held:
    return held(tmp_path / "a.vault")


def test_the_head_says_how_long_when_it_ended_and_whether_in_time(there: Held) -> None:
    page = Page(there)
    assert page.view.state.phase == "ready"
    assert page.view.state.sub == "49 min · ended 15:49 · on time"
    assert page.view.spots == ["first"]


def test_a_session_that_has_not_ended_asks_to_end_it(tmp_path: Path) -> None:
    page = Page(held(tmp_path / "b.vault", ended=False))
    assert page.view.state.phase == "not_ended"
    page.presenter.end_first()
    assert page.shell.went == [("run", {"session": page.there.session})]


def test_what_mattered_is_saved_as_it_is_typed_and_says_so(there: Held) -> None:
    page = Page(there)
    page.presenter.mattered_typed("She said")
    assert page.wrap().preparation.mattered == ""
    page.delay.advance(1_000)
    assert page.wrap().preparation.mattered == "She said"
    assert page.shell.states[-1] == "Saved"
    page.presenter.mattered_typed("She said it out loud")
    page.presenter.leave()
    assert page.wrap().preparation.mattered == "She said it out loud"


def test_what_is_being_typed_is_not_replaced_when_the_page_is_drawn_anew(there: Held) -> None:
    page = Page(there)
    page.presenter.mattered_typed("half a sen")
    page.presenter.rate(0, 4)
    assert page.view.state.mattered == "half a sen"
    assert page.view.state.ratings == (4, None, None)


def test_the_usual_slot_is_proposed_with_both_clocks_and_taken(there: Held) -> None:
    page = Page(there)
    proposed = page.view.state.next
    assert proposed is not None
    assert (proposed.words, proposed.other, proposed.planned) == ("Tue 8 Dec 15:00", "17:00 in Nairobi", None)
    page.presenter.take_slot()
    planned = page.view.state.next
    assert planned is not None
    assert planned.planned is not None
    assert sessions.get(there.desk, planned.planned).when.wall == datetime(2026, 12, 8, 15)
    assert page.wrap().done_count == 1  # "Set the next date" ticks itself
    page.shell.undos[-1][1]()
    assert page.wrap().next_session is None
    assert page.wrap().done_count == 0


def test_a_date_ticked_by_hand_stays_ticked_when_the_plan_is_taken_back(there: Held) -> None:
    page = Page(there)
    item = next(each.item for each in page.wrap().checklist if each.item.default == wrapping.NEXT_DATE_ITEM)
    page.presenter.tick(item.id, True)
    page.presenter.take_slot()
    page.shell.undos[-1][1]()
    assert page.wrap().next_session is None
    assert page.wrap().done_count == 1


def test_the_plan_can_be_taken_back_though_its_item_is_gone(there: Held) -> None:
    page = Page(there)
    page.presenter.take_slot()
    undo = page.shell.undos[-1][1]
    item = next(each.item for each in page.wrap().checklist if each.item.default == wrapping.NEXT_DATE_ITEM)
    page.presenter.remove_item(item.id)
    undo()
    assert page.wrap().next_session is None


def test_what_is_half_chosen_is_still_so_after_a_lock(there: Held) -> None:
    page = Page(there)
    shown = page.view.state.parts
    page.presenter.choose_part(shown[0].id, not shown[0].chosen)
    page.presenter.leave()
    again = Page(there)
    assert [line.chosen for line in again.view.state.parts] == [
        not shown[0].chosen, *(line.chosen for line in shown[1:])
    ]  # fmt: skip
    again.presenter.take_slot()
    moved = wrapping.finish(there.desk, there.session)  # as from the mini window, which does not ask
    assert moved.parts == sum(line.chosen for line in again.view.state.parts)


def test_another_time_is_typed_on_my_clock_and_moves_what_is_planned(there: Held) -> None:
    page = Page(there)
    assert page.presenter.other_clock(datetime(2026, 12, 9, 10)) == "12:00 in Nairobi"
    page.presenter.take_other(datetime(2026, 12, 9, 10))
    page.presenter.take_other(datetime(2026, 12, 10, 11))
    following = page.wrap().next_session
    assert following is not None
    assert following.session.when.wall == datetime(2026, 12, 10, 11)
    assert len(sessions.moves(there.desk, following.session.id)) == 1


def test_another_session_at_that_time_is_named(there: Held) -> None:
    jonas = people.add(there.desk, "Jonas Berg", zone="Europe/Berlin").id
    state = Page(there).view.state.next
    assert state is not None
    when = wrapping.load(there.desk, there.session).proposed
    assert when is not None
    sessions.plan(there.desk, [jonas], when, 30)
    clash = Page(there).view.state.next
    assert clash is not None
    assert "Jonas Berg" in clash.warning


def test_ratings_are_kept_and_taken_back(there: Held) -> None:
    page = Page(there)
    for what, value in enumerate((4, 3, 5)):
        page.presenter.rate(what, value)
    ratings = page.wrap().ratings
    assert (ratings.trust, ratings.listening, ratings.progress) == (4, 3, 5)
    page.presenter.rate(1, None)
    assert page.view.state.ratings == (4, None, 5)


def test_done_moves_what_was_chosen_says_so_and_goes_back_to_today(there: Held) -> None:
    page = Page(there)
    page.presenter.promises.typed("send slides Fri")
    page.presenter.promises.entered()
    page.presenter.take_slot()
    (line,) = page.view.state.parts
    assert (line.title, line.chosen, line.sub) == ("Her next role", True, "")
    page.presenter.finish()
    assert page.shell.went == [("today", {})]
    said, undo = page.shell.undos[-1]
    assert said == (
        "Wrapped up. 1 part moved on to Tue 8 Dec 15:00. 1 open promise goes along to Tue 8 Dec 15:00."
    )
    following = page.wrap().next_session
    assert following is not None
    assert [(part.title, part.moves) for part in parts_of(there.desk, following.session.id)] == [
        ("Her next role", 1)
    ]
    undo()
    assert page.shell.went[-1] == ("wrap", {"session": there.session})
    assert page.wrap().head.session.wrapped is None
    assert [part.title for part in parts_of(there.desk, there.session)][-1] == "Her next role"
    assert parts_of(there.desk, following.session.id) == ()


def test_a_part_that_is_not_chosen_stays(there: Held) -> None:
    page = Page(there)
    page.presenter.take_slot()
    page.presenter.choose_part(page.view.state.parts[0].id, False)
    page.presenter.finish()
    assert page.shell.undos[-1][0] == "Wrapped up. Nothing had to move on."


def test_without_a_next_date_what_is_open_waits(there: Held) -> None:
    page = Page(there)
    assert page.view.state.waits
    page.presenter.finish()
    assert "waits" in page.shell.undos[-1][0]


def test_a_part_says_how_often_it_moved(there: Held) -> None:
    page = Page(there)
    page.presenter.take_slot()
    page.presenter.finish()
    following = page.wrap().next_session
    assert following is not None
    there.clock.pass_minutes(14 * 24 * 60)
    running.start(there.desk, following.session.id)
    running.end(there.desk, following.session.id)
    next_page = FakeView()
    WrapPresenter(next_page, page.context, lambda: None).open(following.session.id)
    # The only part of that session was reached by starting it, so nothing is left over there.
    assert next_page.state.parts == ()
    assert parts_of(there.desk, following.session.id)[0].moves == 1


def test_it_can_be_left_taken_up_again_and_reopened(there: Held) -> None:
    page = Page(there)
    page.presenter.rate(0, 4)
    page.presenter.leave()
    again = Page(there)
    assert again.view.state.ratings[0] == 4
    assert again.view.state.wrapped == ""
    again.presenter.finish()
    third = Page(there)
    assert third.view.state.wrapped == "Wrapped up today 15:49"
    third.presenter.reopen()
    assert third.view.state.wrapped == ""


def test_the_checklist_has_three_groups_with_due_times_and_own_items(there: Held) -> None:
    page = Page(there)
    assert [group.title for group in page.view.state.groups] == ["Now", "Today", "Later"]
    reflect = page.view.state.groups[0].lines[0]
    assert (reflect.due, reflect.tone) == ("by 16:04", "warn")
    page.presenter.tick(reflect.id, True)
    assert page.view.state.done == 1
    page.presenter.tick(reflect.id, False)
    assert page.view.state.done == 0
    page.presenter.add_item("Buy a card")
    today = page.view.state.groups[1]
    assert today.lines[-1].text == "Buy a card"
    assert today.lines[-1].due == "by tomorrow 15:49"
    page.presenter.remove_item(today.lines[-1].id)
    assert "Buy a card" not in [line.text for line in page.view.state.groups[1].lines]
    page.shell.undos[-1][1]()
    assert "Buy a card" in [line.text for line in page.view.state.groups[1].lines]


def test_items_that_hang_on_the_next_session_say_that_it_is_missing(there: Held) -> None:
    page = Page(there)
    later = {line.text: line.due for line in page.view.state.groups[2].lines}
    assert "needs a next date" in later.values()
    page.presenter.take_slot()
    assert "needs a next date" not in {line.due for line in page.view.state.groups[2].lines}


def test_notes_from_paper_are_kept_without_a_time(there: Held) -> None:
    when = sessions.get(there.desk, there.session).when
    earlier = when.wall.replace(hour=9)
    past = sessions.log_past(there.desk, [there.amara], type(when)(earlier, HOME), 30)
    view, shell, delay = FakeView(), FakeShell(), HandDelay()
    presenter = WrapPresenter(view, there.context(shell, delay=delay), lambda: None)
    presenter.open(past.id)
    assert view.state.paper
    presenter.draft_typed("From my pad")
    delay.advance(1_000)
    again = FakeView()
    WrapPresenter(again, there.context(shell), lambda: None).open(past.id)
    assert again.draft == "From my pad"
    presenter.note_entered("From my pad", False)
    presenter.note_entered("/moment I can do this", True)
    private, shared = notes.of_session(there.desk, past.id)
    assert (private.text, private.timed, private.audience) == ("From my pad", False, None)
    assert (shared.text, shared.timed, shared.kind) == ("I can do this", False, NoteKind.MOMENT)
    assert shared.audience == ()
    delay.advance(10_000)  # the draft that became a note does not come back
    last = FakeView()
    WrapPresenter(last, there.context(shell), lambda: None).open(past.id)
    assert last.draft == ""


def test_share_safe_folds_it_for_five_minutes_and_hides_what_is_private_after(there: Held) -> None:
    there.note("Maya: introduce Amara to Lena tomorrow", kind=NoteKind.PROMISE)
    page = Page(there)
    page.context.share_safe.set(True)
    folded = page.view.state
    assert folded.phase == "folded"
    page.presenter.unfold()
    unfolded = page.view.state
    assert unfolded.phase == "ready"
    there.clock.pass_minutes(6)
    later = Page(there)
    later.context.share_safe.set(True)
    state = later.view.state
    assert state.phase == "ready"
    assert state.safe
    assert state.suggestions == ()
    assert state.groups == ()
    later.context.share_safe.set(False)
    assert later.view.state.suggestions


def test_another_persons_promise_is_hidden_while_the_screen_is_shared(there: Held) -> None:
    page = Page(there)
    page.presenter.promises.typed("Lena: send the deck Fri")
    page.presenter.promises.entered()
    assert page.view.state.promises[0].owner_name == "Lena"
    there.clock.pass_minutes(6)
    page.context.share_safe.set(True)
    assert page.view.state.promises == ()


def test_an_answer_for_a_session_left_meanwhile_is_dropped(there: Held) -> None:
    ask = Later()
    page = Page(there, ask)
    following = wrapping.plan_next(there.desk, there.session, sessions.get(there.desk, there.session).when)
    page.presenter.open(following.id)
    ask.run()
    assert page.view.state.head is not None
    assert page.view.state.head.session.id == following.id
    assert {state.phase for state in page.view.states} == {"loading", "not_ended"}


def test_after_the_page_is_closed_nothing_is_drawn_and_the_text_is_saved(there: Held) -> None:
    page = Page(there)
    page.presenter.mattered_typed("last words")
    shown = len(page.view.states)
    page.presenter.closed()
    page.context.share_safe.set(True)
    assert len(page.view.states) == shown
    assert page.wrap().preparation.mattered == "last words"


def test_a_change_that_fails_is_said_and_the_page_shows_what_is_kept(there: Held) -> None:
    page = Page(there)
    page.presenter.add_item("x" * 10_000)
    assert page.shell.banners == ["This is too long for one line. Shorten it to 200 characters."]


def test_times_are_told_on_my_clock(there: Held) -> None:
    assert wall_at(there.clock.utc, HOME) == datetime(2026, 11, 24, 15, 49)
