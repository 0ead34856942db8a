"""The system's signals on a bus of the test's own: each locks, sleep waits, and no bus is no harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.watching.logind import LOGIN, PATH, SESSION, Logind
from mentor_desktop.ui.watching.screensaver import SAVERS, ScreenSaver
from tests.ui.watching.private_bus import PROPERTIES, SESSION_PATH, PrivateBus, Stub

CHANGED = PROPERTIES, "PropertiesChanged", "sa{sv}as"
MANAGER = f"{LOGIN}.Manager"
Told = Callable[[], None]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    made = PrivateBus(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def stub(bus: PrivateBus) -> Iterator[Stub]:
    made = Stub(bus, LOGIN, "org.freedesktop.UPower", *{name for name, _path in SAVERS})
    yield made
    made.stop()


@pytest.fixture(params=["7", ""])
def logind(
    bus: PrivateBus, stub: Stub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[tuple[Logind, list[Told]]]:
    """Told its session by the environment, or asking for it."""
    monkeypatch.setenv("XDG_SESSION_ID", request.param)
    locked: list[Told] = []
    made = Logind(bus.qt, locked.append)
    qtbot.waitUntil(lambda: {"GetSession", "Inhibit"} <= {each[0] for each in stub.asked}, timeout=20_000)
    assert ("GetSession", "7") in stub.asked
    yield made, locked
    made.stop()


def test_sleep_waits_until_the_vault_is_closed(
    stub: Stub, logind: tuple[Logind, list[Told]], qtbot: QtBot
) -> None:
    _logind, locked = logind
    assert ("Inhibit", "sleep", "Mentor Desktop", "Closing the vault", "delay") in stub.asked
    assert stub.held_up() == 1
    stub.signal(PATH, MANAGER, "PrepareForSleep", "b", True)
    qtbot.waitUntil(lambda: bool(locked), timeout=20_000)
    assert stub.held_up() == 1
    locked[0]()
    qtbot.waitUntil(lambda: stub.held_up() == 0, timeout=20_000)
    stub.signal(PATH, MANAGER, "PrepareForSleep", "b", False)
    qtbot.waitUntil(lambda: stub.held_up() == 1, timeout=20_000)
    assert len(locked) == 1


@pytest.mark.parametrize(
    ("path", "interface", "member", "signature", "body"),
    [
        (SESSION_PATH, SESSION, "Lock", None, ()),
        (SESSION_PATH, *CHANGED, (SESSION, {"Active": ("b", False)}, [])),
        (SESSION_PATH, *CHANGED, (SESSION, {"LockedHint": ("b", True)}, [])),
        ("/org/freedesktop/UPower", *CHANGED,
         ("org.freedesktop.UPower", {"LidIsClosed": ("b", True)}, [])),
    ],
)  # fmt: skip
def test_leaving_the_session_locks(
    stub: Stub, logind: tuple[Logind, list[Told]], qtbot: QtBot, path: str, interface: str, member: str,
    signature: str | None, body: tuple[object, ...],
) -> None:  # fmt: skip
    _logind, locked = logind

    def heard() -> bool:  # sent again, since the session may not be listened to yet
        stub.signal(path, interface, member, signature, *body)
        return bool(locked)

    qtbot.waitUntil(heard, timeout=20_000)
    locked[0]()
    assert stub.held_up() == 1  # sleep is held up as before


def test_coming_back_and_other_sessions_do_not_lock(
    bus: PrivateBus, stub: Stub, logind: tuple[Logind, list[Told]], qtbot: QtBot
) -> None:
    _logind, locked = logind
    stranger = Stub(bus)  # does not own the names
    stranger.signal(PATH, MANAGER, "PrepareForSleep", "b", True)
    stub.signal(f"{PATH}/session/_38", SESSION, "Lock")
    stub.signal(
        SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION,
        {"Active": ("b", True), "LockedHint": ("b", False), "IdleHint": ("b", True)}, [],
    )  # fmt: skip
    stranger.stop()

    def heard() -> bool:
        stub.signal(SESSION_PATH, SESSION, "Lock")
        return bool(locked)

    qtbot.waitUntil(heard, timeout=20_000)
    assert len(locked) == 1


@pytest.mark.parametrize(("name", "path"), SAVERS)
def test_the_screen_lock_locks(bus: PrivateBus, stub: Stub, qtbot: QtBot, name: str, path: str) -> None:
    locked: list[bool] = []
    saver = ScreenSaver(bus.qt, lambda: locked.append(True))
    stub.signal(path, name, "ActiveChanged", "b", False)
    stub.signal(path, name, "ActiveChanged", "b", True)
    qtbot.waitUntil(lambda: bool(locked), timeout=20_000)
    assert locked == [True]
    saver.deleteLater()


def test_a_service_that_comes_later_is_heard(bus: PrivateBus, qtbot: QtBot) -> None:
    locked: list[bool] = []
    saver = ScreenSaver(bus.qt, lambda: locked.append(True))
    late = Stub(bus, "org.gnome.ScreenSaver")

    def heard() -> bool:
        late.signal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", True)
        return bool(locked)

    qtbot.waitUntil(heard, timeout=20_000)
    late.stop()
    saver.deleteLater()


def test_without_a_bus_nothing_is_heard_and_nothing_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'none'}", "nowhere")
    logind = Logind(nowhere, lambda told: told())
    ScreenSaver(nowhere, lambda: None, logind)
    logind.stop()
    logind.deleteLater()
    assert capfd.readouterr() == ("", "")
