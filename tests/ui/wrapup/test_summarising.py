"""The summary card: what goes, what stays, and what is kept of each way out."""

from dataclasses import replace
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.domain.sessions import Attendance
from mentor_desktop.exporters.tree import words_in
from mentor_desktop.services import choices, exporting, participants, sessions, sharing, wrapping
from mentor_desktop.ui.wrapup.summarising import COPIED_FOR, SummaryPresenter
from tests.ui.fakes import FakePrompts, HandDelay, Later
from tests.ui.wrapup.support import FakeClipboard, FakeShell, FakeView, Held, held


class Card:
    """The presenter over fakes, on a real vault."""

    def __init__(self, there: Held, *, ask: Later | None = None, prompts: FakePrompts | None = None) -> None:
        self.there, self.view, self.shell = there, FakeView(), FakeShell()
        self.delay, self.clipboard, self.prompts = HandDelay(), FakeClipboard(), prompts or FakePrompts()
        self.sent = 0
        context = there.context(
            self.shell, ask=ask, delay=self.delay, clipboard=self.clipboard, asker=self.prompts
        )
        self.presenter = SummaryPresenter(self.view, context, self._sent)
        self.presenter.open(there.session)

    def _sent(self) -> None:
        self.sent += 1

    def words(self) -> str:
        """The preview's words."""
        document = self.view.summary.document
        assert document is not None
        return " ".join(words_in(document))

    def formats(self) -> list[str]:
        """How it went out so far."""
        return [each.format for each in exporting.sent(self.there.desk, self.there.session)]


@pytest.fixture
def there(tmp_path: Path) -> Held:
    made = held(tmp_path / "a.vault")
    made.note("The outline was sent.", shared=True)
    made.note("I want them to ask me first.", shared=True, kind=NoteKind.MOMENT)
    made.note("Tired today.")
    return made


def test_the_preview_holds_every_shared_word_and_no_private_one(there: Held) -> None:
    card = Card(there)
    assert "The outline was sent." in card.words()
    assert "“I want them to ask me first.”" in card.words()
    assert "Tired" not in card.words()
    assert card.view.summary.title == "Summary for Amara"
    assert [chip[0] for chip in card.view.summary.chips] == ["2 shared notes", "1 private note stays here"]


def test_a_note_is_held_back_and_let_go(there: Held) -> None:
    card = Card(there)
    note = card.view.summary.notes[0].id
    card.presenter.hold_back(note)
    assert "outline" not in card.words()
    assert card.view.summary.notes[0].held
    assert [chip[0] for chip in card.view.summary.chips] == [
        "1 shared note", "1 private note stays here", "1 held back",
    ]  # fmt: skip
    card.presenter.hold_back(note)
    assert "outline" in card.words()


def test_the_own_opening_line_is_saved_and_shown(there: Held) -> None:
    card = Card(there)
    card.presenter.opening_typed("Thank you for today.")
    assert "Thank you" not in card.words()
    card.delay.advance(1_000)
    assert "Thank you for today." in card.words()
    assert Card(there).view.summary.opening == "Thank you for today."


def test_with_several_present_the_audience_is_chosen_and_never_empty(tmp_path: Path) -> None:
    there = held(tmp_path / "b.vault", others=("Amara Okafor", "Jonas Berg"))
    there.note("For both.", shared=True)
    there.note("For Amara alone.", shared=True, audience=(there.amara,))
    card = Card(there)
    assert "For Amara alone" not in card.words()
    (amara, _name, _on), (jonas, _other, _meant) = card.view.summary.people
    card.presenter.audience_chosen(jonas, False)
    assert "For Amara alone." in card.words()
    assert card.view.summary.title == "Summary for Amara"
    card.presenter.audience_chosen(amara, False)
    assert card.view.summary.title == "Summary for Amara"


def test_copy_goes_to_the_clipboard_for_ten_minutes_and_is_recorded(there: Held) -> None:
    card = Card(there)
    card.presenter.copy()
    (text, seconds), *_none = card.clipboard.copied
    assert seconds == COPIED_FOR == 600
    assert text.split() == exporting.rendered(_summary(there), "txt").split()
    assert "Tired" not in text
    assert card.formats() == ["copy"]
    assert card.view.summary.sent == "Copied for Amara, today 15:49"
    assert card.sent == 1


def test_a_line_typed_a_moment_ago_is_saved_and_goes_along(there: Held) -> None:
    card = Card(there)
    card.presenter.opening_typed("Thank you.")
    card.presenter.copy()
    assert "Thank you." in card.clipboard.copied[0][0]
    assert "Thank you." in card.words()


@pytest.mark.parametrize("fmt", ["md", "html", "pdf", "docx", "txt"])
def test_export_writes_the_chosen_format_and_keeps_that_it_went_out(
    there: Held, tmp_path: Path, fmt: str
) -> None:
    target = tmp_path / f"out.{fmt}"
    card = Card(there, prompts=FakePrompts(paths=[target]))
    card.presenter.format_chosen(fmt)
    card.presenter.export()
    assert target.stat().st_size > 100
    assert card.prompts.questions[-1] == ("Export the summary", f"Session 1 2026-11-24.{fmt}")
    assert card.formats() == [fmt]
    assert card.view.summary.sent.startswith("Sent to Amara as ")
    checklist = wrapping.load(there.desk, there.session).checklist
    assert [each.item.default for each in checklist if each.item.done] == [wrapping.SUMMARY_ITEM]


def test_an_existing_file_is_replaced_only_after_a_yes(there: Held, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("mine", encoding="utf-8")
    card = Card(there, prompts=FakePrompts(paths=[target, target]))
    card.presenter.format_chosen("txt")
    card.presenter.export()
    assert card.view.question is not None
    assert "out.txt" in card.view.question.text
    card.presenter.answered(False)
    assert target.read_text(encoding="utf-8") == "mine"
    assert card.formats() == []
    card.presenter.export()
    card.presenter.answered(True)
    assert "The outline was sent." in target.read_text(encoding="utf-8")
    assert card.view.question is None


def test_no_file_chosen_changes_nothing(there: Held) -> None:
    card = Card(there, prompts=FakePrompts(paths=[None]))
    card.presenter.export()
    assert card.formats() == []


def test_letters_that_a_pdf_cannot_show_are_named_before_it_is_made(there: Held, tmp_path: Path) -> None:
    there.note("She wrote ꆈꌠ on the board.", shared=True)
    target = tmp_path / "out.pdf"
    card = Card(there, prompts=FakePrompts(paths=[target]))
    card.presenter.export()
    assert card.view.question is not None
    assert "ꆈ ꌠ" in card.view.question.text
    assert not target.exists()
    assert card.prompts.questions == []
    card.presenter.answered(True)
    assert target.exists()


def test_another_format_needs_no_such_question(there: Held, tmp_path: Path) -> None:
    there.note("She wrote ꆈꌠ on the board.", shared=True)
    target = tmp_path / "out.txt"
    card = Card(there, prompts=FakePrompts(paths=[target]))
    card.presenter.format_chosen("txt")
    card.presenter.export()
    assert card.view.question is None
    assert "ꆈꌠ" in target.read_text(encoding="utf-8")


def test_print_uses_the_html_page_and_is_recorded_only_when_printed(there: Held) -> None:
    card = Card(there, prompts=FakePrompts(confirm=[False, True]))
    card.presenter.print()
    assert card.formats() == []
    card.presenter.print()
    assert card.formats() == ["print"]
    assert "The outline was sent." in card.prompts.questions[-1][1]
    assert card.view.summary.sent == "Printed for Amara, today 15:49"


def test_a_place_that_cannot_be_written_is_said(there: Held, tmp_path: Path) -> None:
    card = Card(there, prompts=FakePrompts(paths=[tmp_path / "nowhere" / "out.txt"]))
    card.presenter.format_chosen("txt")
    card.presenter.export()
    assert card.shell.banners
    assert card.formats() == []


def test_what_is_held_back_stays_so_for_its_session(there: Held) -> None:
    card = Card(there)
    first, second = (line.id for line in card.view.summary.notes[:2])
    card.presenter.hold_back(first)
    card.presenter.hold_back(second)
    card.presenter.hold_back(second)
    again = Card(there)  # as after a lock
    assert [line.held for line in again.view.summary.notes[:2]] == [True, False]
    assert choices.held_back(there.desk, there.session) == {first}
    assert choices.held_back(there.desk, SessionId(b"another session.")) == frozenset()


def test_who_turns_out_absent_is_taken_out_of_the_audience(tmp_path: Path) -> None:
    there = held(tmp_path / "pair.vault", others=("Amara Okafor", "Jonas Berg"))
    card = Card(there)
    card.presenter.audience_chosen(there.amara, False)
    assert [meant for _person, _name, meant in card.view.summary.people] == [False, True]
    jonas = card.view.summary.people[1][0]
    participants.attended(there.desk, there.session, jonas, False)
    card.presenter.reload()
    assert [(person, meant) for person, _name, meant in card.view.summary.people] == [(there.amara, True)]
    there.opened.close()


def test_answers_that_come_late_are_dropped(there: Held) -> None:
    ask = Later()
    card = Card(there, ask=ask)
    card.presenter.reload()
    ask.step()
    assert card.view.summary.document is None
    ask.run()
    assert card.view.summary.document is not None
    card.presenter.reload()
    card.presenter.closed()
    before = card.view.summary
    ask.run()
    assert card.view.summary is before


def _summary(there: Held) -> sharing.Summary:
    return sharing.summary(there.desk, there.session)


def test_where_nobody_was_there_it_says_so_in_the_card(there: Held) -> None:
    about = sessions.get(there.desk, there.session)
    alone = tuple(replace(each, attendance=Attendance.ABSENT) for each in about.participants)
    sessions.edit(there.desk, replace(about, participants=alone))
    card = Card(there)
    assert card.view.summary.document is None
    assert card.view.summary.sent
    assert card.shell.banners == []
    card.presenter.copy()
    assert card.clipboard.copied == []
