"""The whole Wrap up page in a window on a real vault, by keyboard alone."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.services import exporting, notes, sessions, wrapping
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.wrapup.page import page as wrap_page
from mentor_desktop.ui.wrapup.view import WrapUpView
from tests.ui.fakes import FakePlaces, FakePrompts, HandDelay, Now
from tests.ui.wrapup.support import FakeClipboard, Held, held

Key = Qt.Key
ALLOWED = 25  # key strokes besides the text itself


class Desk:
    """The window with the page in it, and a hand that counts the keys it presses."""

    def __init__(self, there: Held, theme: Theme, qtbot: QtBot, size: tuple[int, int] = (1280, 800)) -> None:
        self.there, self.strokes = there, 0
        self.prompts, self.clipboard, self.delay = FakePrompts(), FakeClipboard(), HandDelay()
        self.window = MainWindow(theme, FakePlaces(), self.delay)
        self.context = Context(
            there.desk, Now(), self.prompts, self.window, self.delay, clipboard=self.clipboard
        )
        for key in ("today", "people", "sessions", "run", "prepare"):
            self.window.add_page(key, "", "", "", lambda: Page(QWidget(), open=_nothing))
        self.window.add_page("wrap", "", "", "", lambda: wrap_page(self.context), section="sessions")
        self.window.resize(*size)
        self.window.show()
        qtbot.addWidget(self.window, before_close_func=lambda window: window.end())
        qtbot.waitActive(self.window).__enter__()

    def open(self, session: bytes | None = None, **args: object) -> WrapUpView:
        """Goes to the page."""
        self.window.go("wrap", session=session or self.there.session, **args)
        page = self.window.pages.page()
        assert page is not None
        assert isinstance(page.widget, WrapUpView)
        return page.widget

    def focus(self) -> QWidget:
        """Where the keys go."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key stroke."""
        self.strokes += 1
        QTest.keyClick(self.focus(), key, modifier)

    def digit(self, text: str) -> None:
        """One key stroke that is a rating."""
        self.strokes += 1
        QTest.keyClicks(self.focus(), text)

    def type(self, text: str) -> None:
        """Text itself, which does not count."""
        QTest.keyClicks(self.focus(), text)

    def lay_out(self) -> None:
        """Lays everything out that is still to be laid out, within one another."""
        for _depth in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.window.grab()

    def seen(self, widget: QWidget) -> bool:
        """Whether the whole of a widget can be seen."""
        self.lay_out()
        place = QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())
        around = widget.parentWidget()
        while around is not None and around is not self.window:
            shown = QRect(around.mapTo(self.window, QPoint(0, 0)), around.size())
            if not shown.contains(place):
                return False
            around = around.parentWidget()
        return widget.isVisible()


def _nothing(**_args: object) -> None:
    """The other pages take anything and show nothing."""


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Desk:
    there = held(tmp_path / "a.vault")
    there.note("The outline was sent.", shared=True)
    there.note("Chairing the December design review.", shared=True)
    there.note("Tired today.")
    there.note("Maya: introduce Amara to Lena tomorrow", shared=True, kind=NoteKind.PROMISE)
    there.note("Amara: invite the reviewers 1 Dec", shared=True, kind=NoteKind.PROMISE)
    return Desk(there, theme, qtbot)


def test_from_the_end_to_done_by_keys_alone_without_scrolling(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    view = desk.open()
    chain = view.chain
    for widget in (chain.mattered, chain.entry.field, chain.next, *chain.ratings, chain.done_button):
        assert desk.seen(widget)
    desk.type("Amara said out loud what leading would look like.")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)  # the first suggestion
    desk.press(Key.Key_Return)  # the second one
    desk.type("Maya: share two past review agendas Fri")
    assert chain.entry.due.text() == "Fri 27 Nov"
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)  # the line is empty: on to the next date
    desk.press(Key.Key_Return)  # the usual slot
    for value in ("4", "3", "5"):
        desk.digit(value)
        desk.press(Key.Key_Return)
    desk.press(Key.Key_Tab)  # what was not reached moves on as proposed
    assert desk.focus() is chain.done_button
    assert desk.seen(chain.done_button)
    assert view.scroller.verticalScrollBar().value() == 0
    desk.press(Key.Key_Return)
    with capsys.disabled():
        sys.stdout.write(f"\n  from the end of a session to done: {desk.strokes} key strokes\n")
    assert desk.strokes <= ALLOWED
    wrap = wrapping.load(desk.there.desk, desk.there.session)
    assert wrap.preparation.mattered == "Amara said out loud what leading would look like."
    assert [row.text for row in wrap.promises] == [
        "introduce Amara to Lena", "invite the reviewers", "share two past review agendas",
    ]  # fmt: skip
    assert wrap.next_session is not None
    assert (wrap.ratings.trust, wrap.ratings.listening, wrap.ratings.progress) == (4, 3, 5)
    assert wrap.head.session.wrapped is not None
    assert desk.window.pages.place() is not None
    assert desk.window.undo_bar.offering()


def test_tab_leads_through_the_chain_in_the_order_it_is_read(desk: Desk) -> None:
    view = desk.open()
    names = []
    for _stop in range(40):
        names.append(desk.focus().accessibleName())
        assert names[-1], type(desk.focus()).__name__
        if desk.focus() is view.summary.preview.paper:
            break
        desk.press(Key.Key_Tab)
    wanted = [
        "What mattered, private",
        "Suggested promise: Maya, introduce Amara to Lena, Wed 25 Nov",
        "Add a promise: who does what by when",
        "Plan it",
        "Another time",
        "Trust, not rated",
        "Listened more than told, not rated",
        "Progress on the goal, not rated",
        "Her next role",
        "Done",
        "Reflect: what would I do differently?",
        "Add an item to the follow-up",
        "Ask about a recording",
        "Copy",
        "Print",
        "Format of the file",
        "Export",
        "Opening line of the summary",
        "Hold back…",
        "Preview of the summary",
    ]
    assert names == wanted


def test_a_date_that_is_not_understood_is_chosen_by_keys(desk: Desk) -> None:
    view = desk.open()
    view.chain.to_line()
    desk.type("Maya: send slides soon")
    desk.press(Key.Key_Return)
    assert desk.focus() is view.chain.entry.date.edit
    desk.press(Key.Key_Return)  # untouched: what the field opens with is nobody's choice
    assert view.chain.entry.field.error()
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return)
    (row,) = wrapping.load(desk.there.desk, desk.there.session).promises
    assert row.stands.due is not None
    assert (row.text, row.stands.due.isoformat()) == ("send slides soon", "2026-11-25")
    assert desk.focus() is view.chain.entry.field.edit


def test_escape_leaves_the_line_without_losing_the_note(desk: Desk) -> None:
    view = desk.open()
    view.chain.suggestions.group.enter()
    desk.press(Key.Key_F2)
    assert view.chain.entry.field.text() == "Maya: introduce Amara to Lena tomorrow"
    desk.press(Key.Key_Escape)
    assert view.chain.entry.field.text() == ""
    assert len(view.chain.suggestions.group.rows()) == 2


def test_promises_are_worked_by_space_f2_and_delete(desk: Desk) -> None:
    view = desk.open()
    view.chain.suggestions.group.enter()
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    group = view.chain.promises.group
    assert group.enter()
    desk.press(Key.Key_Down)
    assert desk.focus().accessibleName() == "Promise: Amara, invite the reviewers, 1 Dec"
    desk.press(Key.Key_Space)
    assert desk.focus().accessibleName() == "Promise: Amara, invite the reviewers, kept"
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Delete)
    assert desk.focus().accessibleName() == "Promise: Amara, invite the reviewers, dropped"
    desk.window.undo_bar.take_back()
    assert group.rows()[1].accessibleName() == "Promise: Amara, invite the reviewers, 1 Dec"
    desk.press(Key.Key_F2)
    assert view.chain.entry.field.text() == "invite the reviewers"
    desk.type(" again")
    desk.press(Key.Key_Return)
    assert group.rows()[1].accessibleName() == "Promise: Amara, invite the reviewers again, 1 Dec"


def test_another_time_is_planned_by_keys_with_both_clocks(desk: Desk) -> None:
    view = desk.open()
    desk.focus()
    view.chain.next.another.setFocus()
    desk.press(Key.Key_Return)
    field = view.chain.next.field
    assert field.other.text() == "17:00 in Nairobi"
    desk.press(Key.Key_Up)
    field.time_edit.setFocus()
    desk.press(Key.Key_Up)
    assert field.other.text() == "18:00 in Nairobi"
    desk.press(Key.Key_Return)
    assert view.chain.next.words.text() == "Wed 9 Dec 16:00"
    assert not view.chain.next.planned.isHidden()
    assert desk.focus() is view.chain.ratings[0]


def test_the_checklist_is_worked_by_keys(desk: Desk) -> None:
    view = desk.open()
    rows = view.checklist.rows
    assert rows.enter()
    desk.press(Key.Key_Space)
    assert view.checklist.count.text() == "1 of 8"
    assert desk.focus().accessibleName() == "Reflect: what would I do differently?"
    before = len(rows.rows())
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Delete)
    assert len(rows.rows()) == before - 1
    desk.window.undo_bar.take_back()
    assert len(rows.rows()) == before
    view.checklist.field.edit.setFocus()
    desk.type("Buy a card")
    desk.press(Key.Key_Return)
    assert len(rows.rows()) == before + 1
    assert view.checklist.field.text() == ""


def test_notes_are_held_back_by_keys_and_the_preview_follows(desk: Desk) -> None:
    view = desk.open()
    card = view.summary
    assert "The outline was sent." in card.preview.text()
    card.hold.setFocus()
    desk.press(Key.Key_Space)
    assert desk.focus() is card.notes
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Space)
    assert "The outline was sent." not in card.preview.text()
    desk.press(Key.Key_Space)
    assert "The outline was sent." in card.preview.text()


def test_ctrl_e_exports_and_the_question_about_a_file_is_answered_by_keys(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"mine")
    desk.prompts.paths = [target]
    view = desk.open()
    desk.window.export_action.trigger()
    assert view.summary.banner is not None
    assert desk.focus().accessibleName() == "Leave it"
    desk.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.focus().accessibleName() == "Replace it"
    desk.press(Key.Key_Return)
    assert target.read_bytes().startswith(b"%PDF")
    assert view.summary.sent.text() == "Sent to Amara as PDF, today 15:49"
    assert [each.format for each in exporting.sent(desk.there.desk, desk.there.session)] == ["pdf"]


def test_a_session_from_paper_begins_with_its_notes(desk: Desk) -> None:
    when = sessions.get(desk.there.desk, desk.there.session).when
    past = sessions.log_past(
        desk.there.desk, [desk.there.amara], type(when)(when.wall.replace(hour=9), when.zone), 30
    )
    view = desk.open(past.id)
    assert desk.focus() is view.paper.editor
    desk.type("From my pad")
    desk.press(Key.Key_Return)
    desk.type("She may read this")
    desk.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = notes.of_session(desk.there.desk, past.id)
    assert [(note.text, note.timed, note.audience is None) for note in kept] == [
        ("From my pad", False, True), ("She may read this", False, False),
    ]  # fmt: skip
    assert "She may read this" in view.summary.preview.text()
    assert "From my pad" not in view.summary.preview.text()


def test_it_opens_at_the_very_promise_or_note(desk: Desk) -> None:
    view = desk.open()
    view.chain.suggestions.group.enter()
    desk.press(Key.Key_Return)
    (row,) = wrapping.load(desk.there.desk, desk.there.session).promises
    desk.window.go("today")
    desk.open(promise=row.id)
    assert desk.focus().accessibleName().startswith("Promise: Maya, introduce")
    note = notes.of_session(desk.there.desk, desk.there.session)[1]
    desk.open(note=note.id)
    assert view.summary.notes.current_note() == note.id.hex()


def test_share_safe_hides_ratings_checklist_and_private_words(desk: Desk) -> None:
    view = desk.open()
    desk.type("A private thought")
    desk.there.clock.pass_minutes(6)
    desk.context.share_safe.set(True)
    hidden = (view.chain.mattered, view.chain.rating_part, view.checklist, view.chain.suggestions)
    assert not any(widget.isVisible() for widget in hidden)
    assert view.chain.entry.isVisible()
    desk.context.share_safe.set(False)
    assert all(widget.isVisible() for widget in hidden)


def test_closing_the_pages_frees_them_and_keeps_what_was_typed(desk: Desk) -> None:
    view = desk.open()
    desk.type("Half a thou")
    gone: list[bool] = []
    view.destroyed.connect(lambda: gone.append(True))
    desk.window.drop_pages()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone == [True]
    assert wrapping.load(desk.there.desk, desk.there.session).preparation.mattered == "Half a thou"


@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 100), ((720, 520), 100), ((1280, 800), 200)])
def test_nothing_stands_over_anything_else_and_targets_are_large_enough(
    desk: Desk, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    view = desk.open()
    view.chain.suggestions.group.enter()
    desk.press(Key.Key_Return)
    view.chain.to_line()
    desk.type("Maya: send slides soon")
    desk.press(Key.Key_Return)
    theme.apply("light", percent, less_motion=True)
    desk.window.resize(*size)
    desk.lay_out()
    for widget in view.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractScrollArea)
        if not widget.isVisible() or inside or isinstance(widget, QAbstractSpinBox):
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert min(widget.width(), widget.height()) >= 24, widget.accessibleName()
            assert widget.accessibleName(), type(widget).__name__
        shown = [child for child in _children(widget) if child.isVisible()]
        for at, one in enumerate(shown):
            for other in shown[at + 1 :]:
                assert not one.geometry().intersects(other.geometry()), (
                    type(widget).__name__, type(one).__name__, type(other).__name__,
                )  # fmt: skip


def _children(widget: QWidget) -> list[QWidget]:
    """What is laid out in a widget; pages of a stack lie upon each other on purpose."""
    if isinstance(widget, QAbstractScrollArea | QStackedWidget):
        return []
    return [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
