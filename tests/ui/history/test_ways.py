"""From where earlier wordings are asked for: the menus of notes, promises and sessions."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import notes, promises, sessions
from mentor_desktop.ui.person.page import page as person_page
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.run.page import page as run_page
from mentor_desktop.ui.run.view import RunView
from mentor_desktop.ui.sessions.page import page as sessions_page
from mentor_desktop.ui.sessions.view import SessionsView
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.wrapup.page import page as wrap_page
from mentor_desktop.ui.wrapup.rows import LineRow
from mentor_desktop.ui.wrapup.view import WrapUpView
from tests.ui.screen_support import World

HERE = QPoint(0, 0)


def shown(made: Page, qtbot: QtBot) -> QWidget:
    made.widget.resize(1100, 760)
    qtbot.addWidget(made.widget)
    made.widget.show()
    return made.widget


def pick(menu: QMenu | None) -> None:
    """Press "Earlier wordings"."""
    assert menu is not None
    entry = next(each for each in menu.actions() if each.text().startswith("Earlier wordings"))
    entry.trigger()
    menu.close()


def held_with_notes(world: World) -> SessionId:
    rows = [row for row in sessions.rows(world.desk) if row.state.value == "held"]
    return next(row.id for row in rows if notes.of_session(world.desk, row.id))


def asked(world: World) -> dict[str, object]:
    key, args = world.shell.went[-1]
    assert key == "history"
    return args


def test_of_a_note_in_a_session(world: World, qtbot: QtBot) -> None:
    session = held_with_notes(world)
    made = run_page(world.context)
    view = shown(made, qtbot)
    assert isinstance(view, RunView)
    assert made.open is not None
    assert made.closed is not None
    made.open(session=session)
    notes_list = view.notes.list
    notes_list.setCurrentIndex(notes_list.notes.index(0))
    note = notes_list.current_note()
    pick(notes_list.open_menu(HERE))
    assert asked(world) == {"kind": "note", "row": bytes.fromhex(note)}
    made.closed()


def test_of_a_note_about_a_person(world: World, qtbot: QtBot) -> None:
    amara = world.person("Amara")
    note = notes.write(world.desk, "To be remembered.", person=amara)
    made = person_page(world.context)
    view = shown(made, qtbot)
    assert isinstance(view, PersonView)
    assert made.open is not None
    assert made.closed is not None
    made.open(person=amara, tab="notes")
    view.notes.list.show_note(note.id.hex())
    pick(view.notes.list.open_menu(HERE))
    assert asked(world) == {"kind": "note", "row": note.id}
    made.closed()


def test_of_a_promise_and_a_shared_note_in_the_wrap_up(world: World, qtbot: QtBot) -> None:
    session = next(
        row.session for row in promises.open_rows(world.desk)
        if row.session is not None and sessions.get(world.desk, row.session).state.value == "held"
    )  # fmt: skip
    made = wrap_page(world.context)
    view = shown(made, qtbot)
    assert isinstance(view, WrapUpView)
    assert made.open is not None
    assert made.closed is not None
    made.open(session=session)
    row = view.chain.promises.findChildren(LineRow)[0]
    pick(row.open_menu(HERE))
    assert asked(world)["kind"] == "promise"
    view.summary.history_asked.emit(b"\1".hex())
    assert asked(world) == {"kind": "note", "row": b"\1"}
    view.paper.history_asked.emit(b"\2".hex())
    assert asked(world) == {"kind": "note", "row": b"\2"}
    made.closed()


def test_of_the_texts_of_a_held_session(world: World, qtbot: QtBot) -> None:
    session = held_with_notes(world)
    made = sessions_page(world.context)
    view = shown(made, qtbot)
    assert isinstance(view, SessionsView)
    assert made.open is not None
    assert made.closed is not None
    made.open()
    pick(view.open_menu(session.hex(), HERE))
    assert asked(world) == {"kind": "session", "row": session}
    made.closed()
