"""The list of agreements and the page of one, on a real vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.agreements import State
from mentor_desktop.domain.ids import RelationshipId
from mentor_desktop.services import agreement_pages, agreements, finding, people, signed_copies
from mentor_desktop.ui.agreement.page import page as agreement_page
from mentor_desktop.ui.agreement.state import AgreementState, state_of
from mentor_desktop.ui.agreement.view import AgreementView
from mentor_desktop.ui.agreements.page import page as list_page
from mentor_desktop.ui.agreements.state import AgreementLine
from mentor_desktop.ui.agreements.view import AgreementsView
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.widgets.button import Button
from tests.ui.fakes import FakePrompts
from tests.ui.screen_support import World


def between(world: World, name: str = "Amara") -> RelationshipId:
    return agreement_pages.present_with(world.desk, world.person(name))


def agreed(world: World, name: str = "Amara", on: date = date(2026, 10, 27), **choices: str) -> None:
    """A version that everybody agreed to."""
    draft = agreements.draft(world.desk, between(world, name))
    for key, choice in choices.items():
        agreements.choose(world.desk, draft.id, key, choice)
    agreements.propose(world.desk, draft.id)
    for who in draft.parties:
        agreements.agree(world.desk, draft.id, who, on=on)


def shown(world: World, qtbot: QtBot, made: Page) -> Page:
    qtbot.addWidget(made.widget)
    made.widget.resize(1060, 760)
    with qtbot.waitActive(made.widget):
        made.widget.show()
        made.widget.activateWindow()
    return made


def opened(world: World, qtbot: QtBot) -> tuple[Page, AgreementView]:
    made = shown(world, qtbot, agreement_page(world.context))
    assert made.open is not None
    assert isinstance(made.widget, AgreementView)
    made.open(person=world.person("Amara"))
    return made, made.widget


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def state(world: World, *, comparing: bool = False) -> AgreementState:
    return state_of(agreement_pages.whole(world.desk, between(world)), None, comparing=comparing)


def lines(view: AgreementsView) -> dict[str, AgreementLine]:
    return {row.row.name: row for row in view.list.rows.rows() if isinstance(row, AgreementLine)}


def test_the_list_says_who_has_what(world: World, qtbot: QtBot) -> None:
    agreed(world, recording="never")
    agreements.looked_back(
        world.desk, agreements.versions(world.desk, between(world)).every[0].id, date(2026, 11, 25)
    )
    agreed(world, "Jonas", camera="free")
    second = agreements.draft(world.desk, between(world, "Jonas"))
    agreements.choose(world.desk, second.id, "recording", "never")
    made = shown(world, qtbot, list_page(world.context))
    view = made.widget
    assert made.open is not None
    assert isinstance(view, AgreementsView)
    made.open()
    found = lines(view)
    assert found["Amara Okafor"].chips == (("v1 in force", "ok"),)
    assert found["Amara Okafor"].sub == "version 1, agreed 27 Oct · next review 25 Nov"
    assert found["Jonas Berg"].chips == (("v2 draft", "accent"), ("v1 in force", "ok"))
    assert found["Sofia Rossi"].chips == (("none", "neutral"),)
    world.clock.pass_minutes(24 * 60)
    made.open()
    assert lines(view)["Amara Okafor"].chips[0] == ("review due", "warn")
    assert world.shell.badges["agreements"] == "1"
    view.list.choose(found["Amara Okafor"].key)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert world.shell.went[-1][0] == "agreement"
    view.list.choose(found["Sofia Rossi"].key)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert world.shell.went[-1][0] == "agreement-builder"
    world.context.share_safe.set(True)
    assert lines(view) == {}
    close(made)


def test_a_second_version_is_compared_by_clause_and_by_word(world: World) -> None:
    agreed(world, recording="never", camera="free")
    second = agreements.draft(world.desk, between(world))
    agreements.choose(world.desk, second.id, "recording", "each-time", {"keep": 30})
    agreements.leave_out(world.desk, second.id, "camera")
    agreements.choose(world.desk, second.id, "notes", "none")
    plain = state(world)
    assert [(each.title, each.chip) for each in plain.clauses] == [("Notes", "new"), ("Recording", "changed")]
    compared = state(world, comparing=True)
    assert [each.chip for each in compared.clauses] == ["new", "changed", "left out"]
    recording = compared.clauses[1]
    assert "".join(piece.text for piece in recording.lines[0].pieces if piece.change != "new").startswith(
        "I record"
    )
    assert plain.sub == "Version 2, a draft · version 1 was agreed by all on 27 Oct"
    assert plain.versions[0].words == "3 clauses differ from v1"


def test_from_draft_to_force_and_back_by_undo(world: World, qtbot: QtBot) -> None:
    draft = agreements.draft(world.desk, between(world))
    agreements.choose(world.desk, draft.id, "recording", "never")
    made, view = opened(world, qtbot)
    assert not any(row.isEnabled() for row in view.parties.rows)
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert state(world).state is State.PROPOSED
    for place in (0, 1):
        view.parties.rows[place].click()
    assert state(world).state is State.IN_FORCE
    assert view.works.isVisible()
    world.shell.undo()
    assert state(world).state is State.PROPOSED
    view.parties.rows[1].click()
    view.versions.offers[1].click()
    assert state(world).review_on == date(2027, 5, 24)
    view.ended.emit()
    assert state(world).state is State.ENDED
    close(made)


def test_export_asks_where_and_writes_what_was_agreed(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    agreed(world, recording="never")
    path = tmp_path / "a.md"
    made, view = opened(world, qtbot)
    prompts = world.context.asker
    assert isinstance(prompts, FakePrompts)
    prompts.paths = [path, path]
    view.exported.emit("md", False)
    text = path.read_text("utf-8")
    assert "I record nothing" in text
    assert "Signature" in text
    view.exported.emit("md", True)
    assert world.shell.banners[-1] == "There is a file called a.md already."
    world.shell.offers[-2][1]()
    assert "May a session ever be recorded?" in path.read_text("utf-8")
    close(made)


def test_my_own_thoughts_stay_hidden_while_sharing(world: World, qtbot: QtBot) -> None:
    agreed(world, recording="never")
    made, view = opened(world, qtbot)
    assert view.document.note.isVisible()
    world.context.share_safe.set(True)
    assert not view.document.note.isVisible()
    assert not view.export_button.isVisible()
    close(made)


def test_where_nothing_is_agreed_the_talk_can_begin(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.empty.isVisible()
    assert view.empty.button is not None
    view.empty.button.click()
    assert world.shell.went[-1] == (
        "agreement-builder",
        {"person": world.person("Amara"), "relationship": between(world)},
    )
    assert people.me(world.desk).name == "Maya Lind"
    close(made)


def test_the_search_finds_the_newest_version_by_its_words(world: World) -> None:
    agreed(world, recording="never")
    second = agreements.draft(world.desk, between(world))
    agreements.choose(world.desk, second.id, "camera", "free")
    found = finding.find(world.desk, "record nothing").agreements
    assert [(each.who, each.number) for each in found] == [("Amara Okafor", 2)]
    assert "record nothing" in found[0].excerpt.text


def test_a_signed_copy_is_kept_in_the_vault_and_handed_out_again(
    world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    agreed(world, recording="never")
    paper, again = tmp_path / "signed.pdf", tmp_path / "again.pdf"
    paper.write_bytes(b"%PDF signed by both")
    world.context = replace(world.context, opened=world.opened)
    made, view = opened(world, qtbot)
    prompts = world.context.asker
    assert isinstance(prompts, FakePrompts)
    prompts.paths = [paper, again]
    view.signed_asked.emit()
    copies = signed_copies.of(world.desk, world.person("Amara"), 1)
    assert [signed_copies.shown_name(each) for each in copies] == ["signed.pdf"]
    button = next(each for each in view.document.findChildren(Button) if each.text() == "Save a copy")
    button.click()
    assert again.read_bytes() == paper.read_bytes()
    world.shell.undo()
    assert signed_copies.of(world.desk, world.person("Amara"), 1) == ()
    close(made)
