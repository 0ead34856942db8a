"""Vaults and a way to call the command line in this process."""

import io
import sys
from datetime import datetime
from pathlib import Path

import pytest

from mentor_desktop import cli
from mentor_desktop.domain.ids import id_text
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.when import When
from mentor_desktop.services import notes, people, sessions
from tests.cli.calling import Answer, Known, Run, contents
from tests.support import PASSPHRASE, empty_vault


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with nobody but its user."""
    empty_vault(tmp_path / "a.vault").close()
    return tmp_path / "a.vault"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Shared by the tests that change nothing, and prove it."""
    folder = tmp_path_factory.mktemp("known") / "a.vault"
    desk = (opened := empty_vault(folder)).desk
    person = people.add(desk, "Amara Okafor", zone="Africa/Nairobi").id
    session = sessions.plan(desk, [person], When(datetime(2026, 12, 8, 15), "Europe/Stockholm")).id
    notes.write(desk, "a word", session=session, audience=EVERYONE)
    opened.close()
    return Known(folder, id_text(person), id_text(session), contents(folder))


@pytest.fixture
def run(secret: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, with the passphrase in a file unless `typed` says otherwise."""

    def call(*argv: str | Path, typed: str | None = None, file: str | Path | None = secret) -> Answer:
        raw = io.BytesIO((typed or "").encode("utf-8", "surrogateescape"))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="utf-8"))
        asked = [] if file is None else ["--passphrase-file", str(file)]
        capsys.readouterr()
        code = cli.run([*map(str, argv), *asked])
        return Answer(code, *capsys.readouterr())

    return call
