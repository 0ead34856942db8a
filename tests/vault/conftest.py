"""A vault made once, and a copy of it for each test."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentor_desktop import vault
from tests.vault.support import CHEAP, PASSPHRASE, ROWS


@dataclass(frozen=True)
class Made:
    """A closed vault on the disk and what opens it."""

    folder: Path
    passphrase: str
    recovery_key: str


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("first") / "mentor.vault"
    opened, recovery_key = vault.create(folder, PASSPHRASE, work=CHEAP)
    con = opened.connect("writer")
    con.execute("CREATE TABLE note(n INTEGER PRIMARY KEY, text TEXT)")
    con.executemany("INSERT INTO note(text) VALUES (?)", [(f"note {n} " * 20,) for n in range(ROWS)])
    opened.close()
    return Made(folder, PASSPHRASE, recovery_key)


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    folder = tmp_path / "mentor.vault"
    shutil.copytree(first.folder, folder)
    return Made(folder, first.passphrase, first.recovery_key)
