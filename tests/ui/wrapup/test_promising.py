"""Promises of the Wrap up page: understood before they are saved, and nothing guessed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.services import notes, promises, sharing, wrapping
from mentor_desktop.ui.wrapup.presenter import WrapPresenter
from tests.ui.fakes import Later
from tests.ui.wrapup.support import FakeShell, FakeView, Held, held


class Page:
    """The presenters over fakes, on a real vault."""

    def __init__(self, there: Held, ask: Later | None = None) -> None:
        self.there, self.view, self.shell = there, FakeView(), FakeShell()
        self.presenter = WrapPresenter(self.view, there.context(self.shell, ask=ask), lambda: None)
        self.presenter.open(there.session)
        self.desk = self.presenter.promises

    def kept(self) -> list[tuple[str, str, date | None, PromiseState]]:
        """The promises of the session as they are on disk."""
        wrap = wrapping.load(self.there.desk, self.there.session)
        return [(row.owner_name, row.text, row.stands.due, row.stands.state) for row in wrap.promises]

    def suggested(self) -> list[bytes]:
        """The notes that are still suggested."""
        return [line.note for line in self.view.state.suggestions]


@pytest.fixture
def there(tmp_path: Path) -> Held:
    return held(tmp_path / "a.vault")


def test_a_typed_line_shows_who_what_and_when_before_anything_is_saved(there: Held) -> None:
    page = Page(there)
    page.desk.typed("Amara: send slides Fri")
    entry = page.view.entry
    assert (entry.text, entry.owner, entry.due_words) == ("send slides", there.amara, "Fri 27 Nov")
    assert page.kept() == []
    page.desk.entered()
    assert page.kept() == [("Amara Okafor", "send slides", date(2026, 11, 27), PromiseState.OPEN)]
    assert page.view.entry.line == ""
    assert page.view.spots[-1] == "line"


def test_without_a_name_the_owner_is_shown_as_me_and_can_be_changed(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides Fri")
    assert page.view.entry.owner == page.view.state.owners[0][0]
    assert [name for _id, name in page.view.state.owners] == ["Maya", "Amara"]
    page.desk.owner_chosen(there.amara)
    page.desk.entered()
    assert page.kept()[0][:2] == ("Amara Okafor", "send slides")


def test_a_date_that_is_not_understood_opens_the_date_field_and_saves_nothing(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides 31 Feb")
    page.desk.entered()
    assert page.view.entry.asks_date
    assert page.view.spots[-1] == "date"
    assert page.kept() == []
    page.desk.undecided()
    assert page.view.entry.error
    assert page.kept() == []
    page.desk.date_chosen(date(2026, 12, 3))
    assert page.kept() == [("Maya Lind", "send slides 31 Feb", date(2026, 12, 3), PromiseState.OPEN)]


def test_a_promise_may_have_no_date(there: Held) -> None:
    page = Page(there)
    page.desk.typed("think about it")
    page.desk.entered()
    page.desk.without_date()
    assert page.kept() == [("Maya Lind", "think about it", None, PromiseState.OPEN)]


def test_a_past_date_is_refused_with_a_sentence_and_the_line_stays(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides 2026-11-01")
    page.desk.entered()
    assert page.kept() == []
    assert page.view.entry.line == "send slides 2026-11-01"
    assert "passed" in page.view.entry.error


def test_an_empty_line_leads_on_to_the_next_date(there: Held) -> None:
    page = Page(there)
    page.desk.entered()
    assert page.view.spots[-1] == "next"


def test_answers_that_come_late_are_dropped_and_enter_waits_for_the_right_one(there: Held) -> None:
    ask = Later()
    page = Page(there, ask)
    ask.run()
    page.desk.typed("Amara: send slides Fri")
    page.desk.typed("Amara: send the notes tomorrow")
    page.desk.entered()
    ask.step()  # of the first line
    assert page.view.entry.text == ""
    ask.run()
    assert page.kept() == [("Amara Okafor", "send the notes", date(2026, 11, 25), PromiseState.OPEN)]


def test_a_suggestion_is_accepted_as_understood_and_can_be_taken_back(there: Held) -> None:
    note = there.note("Maya: introduce Amara to Lena tomorrow", kind=NoteKind.PROMISE)
    page = Page(there)
    (line,) = page.view.state.suggestions
    assert (line.owner_name, line.text, line.due) == ("Maya", "introduce Amara to Lena", "Wed 25 Nov")
    page.desk.accept(line.note)
    assert page.kept() == [("Maya Lind", "introduce Amara to Lena", date(2026, 11, 25), PromiseState.OPEN)]
    assert page.view.state.suggestions == ()
    page.shell.undos[-1][1]()
    assert page.kept() == []
    assert page.suggested() == [note]


def test_a_suggestion_without_a_date_asks_for_one(there: Held) -> None:
    there.note("share two agendas", kind=NoteKind.PROMISE)
    page = Page(there)
    page.desk.accept(page.view.state.suggestions[0].note)
    assert page.view.entry.asks_date
    assert page.view.spots[-1] == "date"
    page.desk.date_chosen(date(2026, 11, 27))
    assert page.kept() == [("Maya Lind", "share two agendas", date(2026, 11, 27), PromiseState.OPEN)]
    assert page.view.state.suggestions == ()


def test_a_suggestion_can_be_changed_first_or_put_aside(there: Held) -> None:
    first = there.note("Amara: invite the reviewers 1 Dec", kind=NoteKind.PROMISE)
    second = there.note("nothing really", kind=NoteKind.PROMISE)
    page = Page(there)
    page.desk.change_suggestion(page.view.state.suggestions[0].note)
    assert page.view.entry.line == "Amara: invite the reviewers 1 Dec"
    page.desk.typed("Amara: invite two reviewers 2 Dec")
    page.desk.entered()
    assert page.kept() == [("Amara Okafor", "invite two reviewers", date(2026, 12, 2), PromiseState.OPEN)]
    page.desk.dismiss(page.view.state.suggestions[0].note)
    assert page.view.state.suggestions == ()
    assert len(page.kept()) == 1
    assert notes.get(there.desk, first).checked
    page.shell.undos[-1][1]()
    assert page.suggested() == [second]


def test_tick_and_reopen_drop_and_undo(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides Fri")
    page.desk.entered()
    promise = page.view.state.promises[0].id
    page.desk.toggle(promise, True)
    assert page.view.state.promises[0].kept
    page.desk.toggle(promise, False)
    assert not page.view.state.promises[0].kept
    page.desk.drop(promise)
    assert page.view.state.promises[0].dropped
    page.shell.undos[-1][1]()
    assert page.kept()[0][3] is PromiseState.OPEN


def test_words_owner_and_date_are_changed_each_in_its_field(there: Held) -> None:
    page = Page(there)
    page.desk.typed("meet on Friday")
    page.desk.entered()
    promise = page.view.state.promises[0].id
    page.desk.change(promise)
    assert page.view.entry.structured
    assert (page.view.entry.line, page.view.entry.due) == ("meet", date(2026, 11, 27))
    page.desk.typed("meet Lena tomorrow")  # not understood anew: the date has a field of its own
    page.desk.owner_chosen(there.amara)
    page.desk.date_picked(date(2026, 12, 1))
    page.desk.entered()
    assert page.kept() == [("Amara Okafor", "meet Lena tomorrow", date(2026, 12, 1), PromiseState.OPEN)]


def test_a_change_that_is_refused_changes_nothing(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides Fri")
    page.desk.entered()
    page.desk.change(page.view.state.promises[0].id)
    page.desk.typed("send all slides")
    page.desk.date_chosen(date(2026, 11, 2))
    assert page.view.entry.error
    assert page.kept()[0][1:3] == ("send slides", date(2026, 11, 27))


def test_a_promise_kept_private_is_marked_and_stays_out_of_the_summary(there: Held) -> None:
    page = Page(there)
    page.desk.typed("send slides Fri")
    page.desk.entered()
    promise = page.view.state.promises[0].id
    page.desk.share(promise, True)
    assert page.view.state.promises[0].private
    assert promises.get(there.desk, promise).audience is None
    page.desk.share(promise, False)
    assert not page.view.state.promises[0].private


def test_a_private_note_becomes_a_private_promise_until_it_is_let_out(there: Held) -> None:
    note = there.note("Maya: introduce Amara to Lena tomorrow", kind=NoteKind.PROMISE)
    understood = promises.understand(there.desk, "Maya: introduce Amara to Lena tomorrow", there.session)
    assert understood.owner is not None
    made = wrapping.accept(there.desk, there.session, note, understood, understood.owner)
    assert made.audience is None
    assert sharing.summary(there.desk, there.session).shareable.promises == ()
    promises.edit(there.desk, replace(made, audience=EVERYONE))
    assert [one.text for one in sharing.summary(there.desk, there.session).shareable.promises] == [made.text]
