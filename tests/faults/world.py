"""A vault of about 1 MB that the cases damage copies of, and the judgement over what is left of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import notes, people, vaults
from mentor_desktop.services.vaults import Opened
from tests.support import CHEAP, HOME, PASSPHRASE

OTHER = "nine patient owls over water"
SECRETS = {"first": PASSPHRASE, "other": OTHER}


@dataclass(frozen=True)
class World:
    """A closed vault that is copied and never touched."""

    folder: Path
    recovery_key: str
    texts: frozenset[str]

    def copy(self, to: Path) -> Path:
        """A fresh copy at this place, whatever was there."""
        shutil.rmtree(to, ignore_errors=True)
        return Path(shutil.copytree(self.folder, to, ignore=shutil.ignore_patterns("vault.lock")))

    def open(self, folder: Path) -> Opened:
        """By the recovery key, which needs no derivation."""
        return vaults.open_vault(folder, recovery_key=self.recovery_key)


def make(folder: Path, size: int = 400) -> World:
    """A vault with this many notes; 400 make about 1 MB."""
    opened, key = vaults.create(folder, PASSPHRASE, "Maya Lind", HOME, work=CHEAP)
    me = people.me(opened.desk).id
    texts = [f"note {number} " + f"word{number % 97} line of the meeting " * 30 for number in range(size)]
    with opened.desk.change():
        for text in texts:
            notes.write(opened.desk, text, person=me)
    opened.close()
    return World(folder, key, frozenset(texts))


def texts_in(opened: Opened) -> list[str]:
    """The text of every note."""
    return [note.text for note in notes.every(opened.desk)]


def judged(opened: Opened, wanted: Iterable[str], allowed: Collection[str] = ()) -> None:
    """Every acknowledged note is there once and whole, nothing else but what may be, and every page is
    sound. Closes it."""
    try:
        there = texts_in(opened)
        assert len(there) == len(set(there)), "a note stands twice"
        missing = [text[:20] for text in wanted if text not in set(there)]
        assert not missing, f"acknowledged and gone: {missing}"
        stray = [text[:20] for text in set(there) - set(wanted) - set(allowed)]
        assert not stray, f"neither whole nor absent: {stray}"
        found = opened.vault.check()
        assert not found, f"not sound: {found[:3]}"
    finally:
        opened.close()


def that_open(folder: Path, secrets: Collection[str] = (PASSPHRASE, OTHER)) -> list[str]:
    """Which of these passphrases open a vault."""
    opening = []
    for secret in secrets:
        try:
            vaults_below.open_vault(folder, passphrase=secret).close()
        except vaults_below.WrongPassphrase:
            continue
        opening.append(secret)
    return opening


def megabytes(folder: Path) -> float:
    """The size of a vault's database."""
    return os.path.getsize(folder / "notes.db") / 1e6
