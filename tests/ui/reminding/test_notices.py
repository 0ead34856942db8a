"""A real notice, caught on a bus of the test's own: what it says and what it never says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import settings
from mentor_desktop.ui.reminding.notices import NAME, PROGRAM, BusNotice
from mentor_desktop.ui.reminding.reminders import LOOK, Reminders
from tests.ui.screen_support import World
from tests.ui.watching.private_bus import PrivateBus, Stub


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    made = PrivateBus(tmp_path)
    yield made
    made.stop()


def test_the_notice_of_a_session_names_nobody(world: World, bus: PrivateBus, qtbot: QtBot) -> None:
    stub = Stub(bus, NAME)
    settings.save(world.desk, "notify", True)
    made = Reminders(world.delay, BusNotice(bus.address))
    made.begin(world.context)
    world.clock.pass_minutes(192)  # 14:52
    world.delay.advance(LOOK)
    qtbot.waitUntil(lambda: bool(stub.asked))
    member, program, _replaces, _icon, title, text, actions, hints, _ms = stub.asked[0]
    assert (member, program, title) == ("Notify", PROGRAM, PROGRAM)
    assert text == "A session begins in 8 minutes."
    assert (actions, hints) == ([], {})
    assert not any(name in repr(stub.asked) for name in ("Amara", "Okafor", "Jonas", "Sofia", "Maya"))
    stub.stop()


def test_where_nobody_listens_nothing_happens(bus: PrivateBus) -> None:
    notice = BusNotice(bus.address)
    notice._send("Something")
    BusNotice("unix:path=/nowhere/at/all")._send("Something")
