"""The builder on a real vault, by keyboard: choosing, own words, what is put off, going on where it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.agreements import Agreement, Clause
from mentor_desktop.domain.ids import RelationshipId
from mentor_desktop.services import agreement_pages, agreements
from mentor_desktop.ui.agreementbuilder.page import page
from mentor_desktop.ui.agreementbuilder.view import BuilderView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.screen_support import World

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def between(world: World) -> RelationshipId:
    return agreement_pages.present_with(world.desk, world.person("Amara"))


def opened(world: World, qtbot: QtBot, clause: str = "") -> tuple[Page, BuilderView]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, BuilderView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(person=world.person("Amara"), relationship=between(world), clause=clause)
    return made, view


def close(made: Page) -> None:
    assert made.leave is not None
    assert made.closed is not None
    made.leave()
    made.closed()


def press(
    view: BuilderView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focus = view.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def open_version(world: World) -> Agreement | None:
    return agreements.versions(world.desk, between(world)).open


def clause(world: World, key: str) -> Clause:
    version = open_version(world)
    assert version is not None
    return next(each for each in version.clauses if each.key == key)


def test_looking_begins_no_draft(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    press(view, Qt.Key.Key_Right, ALT)
    press(view, Qt.Key.Key_Left, ALT)
    close(made)
    assert open_version(world) is None


def test_enter_takes_a_choice_and_enter_again_goes_on(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.options[0].hasFocus()
    press(view, Qt.Key.Key_Down)
    assert view.options[1].hasFocus()
    assert not any(option.isChecked() for option in view.options), "nothing is chosen beforehand"
    press(view, Qt.Key.Key_Return)
    assert clause(world, "purpose").choice == "career"
    assert view.next_button.hasFocus()
    assert view.fields["mentor"].text().startswith("I help you to see your next step")
    press(view, Qt.Key.Key_Return)
    assert "2 OF 22" in view._caption.text()
    close(made)


def test_a_number_changes_the_words_at_once(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "cadence")
    press(view, Qt.Key.Key_Return)
    assert clause(world, "cadence").data == {"every": 2, "length": 50}
    press(view, Qt.Key.Key_Up)  # the first field has the focus
    assert clause(world, "cadence").data == {"every": 3, "length": 50}
    assert "every 3 weeks" in view.fields["mentor"].text()
    close(made)


def test_alt_and_arrows_turn_pages_from_any_field(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "term")
    press(view, Qt.Key.Key_Return)  # a date and a number
    for place in ("mentor", "until", "review_months"):
        assert view.data is not None
        (view.fields[place].edit if place == "mentor" else view.data.fields[place]).setFocus()
        press(view, Qt.Key.Key_Right, ALT)
        assert "5 OF 22" in view._caption.text(), place
        press(view, Qt.Key.Key_Left, ALT)
        assert "4 OF 22" in view._caption.text(), place
    close(made)


def test_own_words_are_kept_and_survive_a_change_of_data(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "cadence")
    press(view, Qt.Key.Key_Return)
    edit = view.fields["mentee"].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "I come when the ferry runs.")
    press(view, Qt.Key.Key_Return, CTRL)
    assert clause(world, "cadence").mentee == "I come when the ferry runs."
    press(view, Qt.Key.Key_Left, ALT)
    assert view.fields["mentee"].text() == "I come when the ferry runs."
    view.data.focus_first()  # type: ignore[union-attr]
    press(view, Qt.Key.Key_Up)
    kept = clause(world, "cadence")
    assert (kept.mentee, kept.data["every"]) == ("I come when the ferry runs.", 3)
    close(made)


def test_hours_that_are_missing_are_asked_for_and_nothing_is_kept(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "times")
    press(view, Qt.Key.Key_Return)
    press(view, Qt.Key.Key_Return, CTRL)
    assert view.refusal.text() == "Hours we keep free of sessions: fill this in first."
    assert "6 OF 22" in view._caption.text()
    version = open_version(world)
    assert version is None or not any(each.settled for each in version.clauses)
    assert view.data is not None
    editor = view.data.fields["windows"]
    editor.add_button.click()  # type: ignore[attr-defined]
    assert "Monday to Friday, 12:00 to 13:00" in clause(world, "times").mentor
    press(view, Qt.Key.Key_Return, CTRL)
    assert "7 OF 22" in view._caption.text()
    close(made)


def test_talk_about_it_later_and_go_on_where_it_was(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "recording")
    view.later_button.setFocus()
    press(view, Qt.Key.Key_Return)
    assert clause(world, "recording").later
    assert "15 OF 22" in view._caption.text()
    close(made)
    again, other = opened(world, qtbot)
    assert "15 OF 22" in other._caption.text()
    close(again)


def test_left_out_and_back_again(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "recording")
    press(view, Qt.Key.Key_Return)
    before = clause(world, "recording")
    view.out_button.click()
    version = open_version(world)
    assert version is not None
    assert version.clauses == ()
    world.shell.undo()
    after = clause(world, "recording")
    assert (after.choice, after.mentor, after.mentee) == (before.choice, before.mentor, before.mentee)
    close(made)


def test_a_clause_of_our_own(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot, "more")
    QTest.keyClicks(view.title.edit, "Dogs in the call")
    press(view, Qt.Key.Key_Return)
    assert "23 OF 23" in view._caption.text()
    QTest.keyClicks(view.fields["mentor"].edit, "Welcome.")
    close(made)
    own = clause(world, "own-1")
    assert (own.title, own.mentor) == ("Dogs in the call", "Welcome.")


def test_it_is_share_safe_by_itself_and_gives_back_what_it_took(world: World, qtbot: QtBot) -> None:
    made, _view = opened(world, qtbot)
    assert world.context.share_safe.on
    close(made)
    assert not world.context.share_safe.on


def test_a_proposal_is_not_talked_about(world: World, qtbot: QtBot) -> None:
    draft = agreements.draft(world.desk, between(world))
    agreements.choose(world.desk, draft.id, "recording", "never")
    agreements.propose(world.desk, draft.id)
    made, _view = opened(world, qtbot)
    assert world.shell.went[-1][0] == "agreement"
    assert world.shell.banners == ["A version waits for a yes. Take it back to change it."]
    close(made)
