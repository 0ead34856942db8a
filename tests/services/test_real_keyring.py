"""The keyring of a real desktop, on a bus and in a home of its own: written, read, locked, replaced."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import PASSPHRASE, empty_vault, reopened
from tests.vault.support import ROOT

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in PROGRAMS), reason="not run: no gnome-keyring or no dbus"
)

USE = """
import sys
from pathlib import Path
from mentor_desktop.services import keyring, vaults
from mentor_desktop.vault import KeyringUnavailable
folder, phrase = Path(sys.argv[1]), sys.argv[2]
for word in sys.argv[3:]:
    try:
        if word == "open":
            keyring.open_vault(folder).close()
        else:
            opened = vaults.open_vault(folder, passphrase=phrase)
            try:
                done = keyring.turn_on(opened) if word == "on" else keyring.turn_off(opened)
            finally:
                opened.close()
        print(word, "done")
    except KeyringUnavailable as error:
        print(word, error)
"""
UNLOCKED = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null"


class Home:
    """A home with a keyring in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "home"
        self.vault = folder / "a.vault"
        (self.folder / "run").mkdir(parents=True, mode=0o700)
        empty_vault(self.vault).close()

    def run(self, *words: str, before: str = UNLOCKED) -> list[str]:
        """What each word of `USE` came to, in one session with a bus of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        places = {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder / "run")}
        script = f'{before}; exec "$0" -c \'{USE}\' "$@"'
        command = ["dbus-run-session", "--", "sh", "-c", script, sys.executable]
        done = subprocess.run(
            [*command, str(self.vault), PASSPHRASE, *words],
            cwd=ROOT, env=kept | places, capture_output=True, text=True, timeout=50, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done.stdout.splitlines()

    def keyring_files(self) -> list[Path]:
        return sorted((self.folder / ".local/share/keyrings").glob("*.keyring"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_turned_on_opened_in_a_later_session_and_turned_off(home: Home) -> None:
    assert home.run("on", "open") == ["on done", "open done"]
    (file,) = home.keyring_files()
    old = file.read_bytes()
    assert home.run("open", "off", "open") == ["open done", "off done", "open no slot"]
    assert file.read_bytes() != old
    file.write_bytes(old)  # an older copy of the keyring brings nothing back
    assert home.run("open") == ["open no slot"]
    reopened(home.vault).close()


def test_a_keyring_replaced_by_an_older_copy_leaves_the_slot_and_the_passphrase(home: Home) -> None:
    home.run("on")
    (file,) = home.keyring_files()
    old = file.read_bytes()
    assert home.run("off", "on", "open") == ["off done", "on done", "open done"]
    file.write_bytes(old)
    before = (home.vault / "keys.json").read_bytes()
    assert home.run("open") == ["open no secret of ours"]
    file.unlink()
    assert home.run("open") == ["open no secret of ours"]
    assert (home.vault / "keys.json").read_bytes() == before
    reopened(home.vault).close()


def test_absent_or_never_unlocked(home: Home) -> None:
    for before in ("true", "gnome-keyring-daemon --start --components=secrets >/dev/null"):
        (said,) = home.run("on", before=before)
        assert said in ("on refused", "on no answer in time")
    assert home.run("on", before="unset DBUS_SESSION_BUS_ADDRESS") == ["on refused"]
    reopened(home.vault).close()


@pytest.mark.parametrize(
    "named",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyring.backends.chainer.ChainerBackend",
    ],
)
def test_a_keyring_named_by_the_environment_is_not_asked(home: Home, named: str) -> None:
    assert home.run(
        "on", before=f"export PYTHON_KEYRING_BACKEND={named}; unset DBUS_SESSION_BUS_ADDRESS"
    ) == ["on refused"]
    assert home.run("on", "open", before=f"export PYTHON_KEYRING_BACKEND={named}; {UNLOCKED}") == [
        "on done",
        "open done",
    ]
