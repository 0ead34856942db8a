"""What is half-typed outlives every way out: lock, quit, a signal, and a kill in the middle of typing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.domain.sessionclock import ClockKind
from mentor_desktop.services import drafts, notes, running, vaults
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.shell.cover import CoverPage
from mentor_desktop.ui.theme import Theme
from tests.journeys.desk import Desk
from tests.journeys.real import Real
from tests.journeys.steps import OWN, ready_vault, unlock

INTO_THE_SESSION = (
    ("until_focused", "Passphrase"), ("write", OWN), ("press", "Return"), ("until_focused", "Next session"),
    ("tab_to", "Start session"), ("press", "Return"), ("until_focused", "Note."),
)  # fmt: skip


@pytest.fixture
def opened_again() -> Iterator[Callable[[Path], Opened]]:
    """Opens vaults to look into them, and closes them."""
    there: list[Opened] = []

    def look(folder: Path) -> Opened:
        there.append(vaults.open_vault(folder, passphrase=OWN))
        return there[-1]

    yield look
    for each in there:
        each.close()


def _draft(opened: Opened, session: SessionId) -> str:
    return drafts.load(opened.desk, drafts.key(notes.COMPOSER, session))


def _begin(desk: Desk) -> SessionId:
    """Into a running session, by keys."""
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    desk.tab_to("Start session")
    desk.press("Return")
    desk.until_focused("Note.")
    return session


def _go_on(desk: Desk) -> None:
    """From the lock screen back to where one was."""
    unlock(desk)
    desk.until_said("A session is still running.")
    desk.press("F6")
    desk.tab_to("Go on")
    desk.press("Return")
    desk.until_focused("Note.")


def test_lock_in_a_running_session_takes_two_presses_and_keeps_the_half_typed_note(desk: Desk) -> None:
    _begin(desk)
    desk.write("Half a thou")
    desk.press("Ctrl+L")
    desk.until(lambda: desk.seen(CoverPage), "the shield")
    assert not desk.says("Half a thou")
    desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    assert not desk.says("Amara")
    desk.clock.pass_minutes(2)
    _go_on(desk)
    desk.until_said("Half a thou")
    desk.until_said("3:00")  # of five: the clock went on
    desk.write("ght")
    desk.press("Return")
    desk.until_saved()
    desk.until(lambda: not desk.says("0 private") and desk.says("1 private"), "the note")


def test_the_shield_gives_back_what_was_typed_and_no_key_reaches_what_it_covers(desk: Desk) -> None:
    _begin(desk)
    desk.write("Half a thou")
    desk.press("F8")
    desk.until(lambda: desk.seen(CoverPage), "the shield")
    desk.write("lost")
    desk.press("Ctrl+Shift+.", "Ctrl+Shift+W")
    desk.press("F8")
    desk.until(lambda: not desk.seen(CoverPage), "the page")
    desk.until_said("Half a thou")
    assert not desk.says("lost")
    assert desk.page() == "run"
    desk.until_said("Check in: how are you, really?, 5 min, now")


def test_quit_in_the_middle_of_a_word(desk: Desk) -> None:
    session = _begin(desk)
    desk.write("Half a thou")
    desk.press("Ctrl+Q")
    desk.gone()
    desk.clock.pass_minutes(2)
    desk.start()
    _go_on(desk)
    desk.until_said("Half a thou")
    desk.until_said("3:00")
    assert _draft(desk.gate._held.opened(), session) == "Half a thou"


@pytest.mark.parametrize(
    ("field", "way"),
    [
        ("Private preparation notes", ("tab:Write: Private", "Return")),
        ("My intention, private", ("tab:My intention, private",)),
    ],
)
def test_lock_in_the_middle_of_preparing(desk: Desk, field: str, way: tuple[str, ...]) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    desk.press("P")
    desk.until_said("Balanced 50")
    desk.until(lambda: desk.focused(), "the focus")
    for step in way:
        if step.startswith("tab:"):
            desk.tab_to(step.removeprefix("tab:"))
        else:
            desk.press(step)
    desk.until_focused(field)
    desk.write("Half a thou")
    desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    unlock(desk)
    desk.until_focused("Next session")
    desk.press("P")
    desk.until_said("Half a thou")


def test_lock_in_the_middle_of_the_wrap_up(desk: Desk) -> None:
    _begin(desk)
    desk.pass_minutes(48)
    desk.press("Ctrl+Shift+W")
    desk.until_focused("What mattered")
    desk.write("Half a thou")
    desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    unlock(desk)
    desk.until_page("today")
    desk.until_said("Finish Amara Okafor")
    desk.tab_to("Finish Amara Okafor")
    desk.press("Return")
    desk.until_focused("What mattered")
    desk.until_said("Half a thou")


def test_a_signal_ends_the_program_with_the_half_typed_note_on_disk(
    tmp_path: Path, opened_again: Callable[[Path], Opened]
) -> None:
    vault = tmp_path / "mentor.vault"
    session = ready_vault(vault)
    with Real(vault, tmp_path) as real:
        real.steps(*INTO_THE_SESSION, ("write", "H"))
        real.process.send_signal(signal.SIGTERM)
        assert real.ended() == 0
        assert real.complaints() == []
    assert _draft(opened_again(vault), session) == "H"


def test_after_a_kill_only_what_was_typed_after_the_last_saved_is_gone(
    tmp_path: Path, temp: Path, theme: Theme, qtbot: QtBot, opened_again: Callable[[Path], Opened]
) -> None:
    vault = tmp_path / "mentor.vault"
    session = ready_vault(vault)
    with Real(vault, tmp_path) as real:
        real.steps(
            *INTO_THE_SESSION,
            ("write", "A whole note."), ("press", "Return"), ("until_said", "1 private"),
            ("write", "Half a thought, "), ("until_saved",), ("write", "and its end"),
        )  # fmt: skip
        real.process.kill()
        real.ended()
    opened = opened_again(vault)
    kept = _draft(opened, session)
    assert "Half a thought, and its end".startswith(kept)
    assert kept.startswith("Half a thought, ")
    assert [note.text for note in notes.of_session(opened.desk, session)] == ["A whole note."]
    run = running.snapshot(opened.desk, session)
    assert [event.kind for event in run.events] == [ClockKind.START]
    now = opened.desk.clock.reading()
    assert run.face(now).elapsed == now.boot - run.events[0].reading.boot  # not a second is lost
    opened.close()
    desk = Desk(qtbot, theme, tmp_path, None)
    desk.start(vault)
    _go_on(desk)
    desk.until_said(kept)
    desk.quit()
