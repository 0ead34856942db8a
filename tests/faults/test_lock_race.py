"""Locking at any moment: the key is not dropped under a worker, and nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import notes, people, vaults
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.held import Held
from mentor_desktop.ui.workers import Workers
from tests.support import CHEAP, PASSPHRASE

TRIES = 200


class Race:
    """A vault, and everything that was acknowledged or failed while it was locked again and again."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.chance = random.Random(20261124)
        self.acknowledged: list[str] = []
        self.failed: list[BaseException] = []
        opened, self.key = vaults.create(folder, PASSPHRASE, "Maya Lind", "Europe/Stockholm", work=CHEAP)
        self.me = people.me(opened.desk).id
        opened.close()

    def open(self) -> vaults.Opened:
        """By the recovery key, which needs no derivation."""
        return vaults.open_vault(self.folder, recovery_key=self.key)

    def save(self, workers: Workers, desk: Desk, text: str) -> None:
        def work() -> str:
            notes.write(desk, text, person=self.me)
            return text

        workers.write(work, self.acknowledged.append, self.failed.append)

    def lock_while(self, number: int) -> None:
        """Open, save a few notes while a copy or an export is made, and lock at some moment."""
        held, workers, begun = Held(), Workers(self.failed.append), threading.Event()
        workers.begin()
        held.take(self.open())
        desk, copy = held.opened().desk, self.folder.with_name(f"copy-{number}.vault")

        def backup() -> None:
            begun.set()
            held.opened().vault.copy_to(copy)

        def read_all() -> None:
            begun.set()
            for _round in range(20):
                notes.every(desk)

        ask, slow = [(workers.read, backup), (workers.write, backup), (workers.read, read_all)][number % 3]
        known = len(self.acknowledged)
        ask(slow, lambda _done: None, lambda _error: None)
        for part in range(self.chance.randrange(1, 4)):
            self.save(workers, desk, f"note {number}.{part}")
        moment = self.chance.random()
        if moment < 0.5:
            assert begun.wait(20)
        if moment < 0.3:
            self.qtbot.waitUntil(lambda: len(self.acknowledged) > known, timeout=20_000)
        closed: list[bool] = []
        workers.close(held.close, lambda: closed.append(True))
        self.qtbot.waitUntil(lambda: bool(closed), timeout=20_000)
        workers.deleteLater()
        if copy.exists():  # whole, or not there at all
            if number % 10 < 2:
                vaults.open_vault(copy, recovery_key=self.key).close()
            shutil.rmtree(copy)


@pytest.mark.timeout(300)
def test_a_lock_at_any_moment_of_saving_copying_or_reading_loses_nothing_acknowledged(
    tmp_path: Path, qtbot: QtBot
) -> None:
    race = Race(tmp_path / "race.vault", qtbot)
    for number in range(TRIES):
        race.lock_while(number)
    assert not race.failed
    opened = race.open()
    kept = {note.text for note in notes.every(opened.desk)}
    assert len(race.acknowledged) > TRIES // 4
    assert set(race.acknowledged) <= kept
    assert opened.vault.check() == []
    opened.close()
