"""Locking, until nothing of the vault is on the screen, and unlocking by a real keyring, opening apart."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import Line, by_length, median

ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent
_UNLOCKED = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null"


def run() -> list[Line]:
    """Each in a process of its own; without a keyring daemon that row is left out, and said so."""
    from bench.inside import _folder

    place = Path(_folder().name)
    covered = _measured([sys.executable, "-m", "bench.locking", "cover", str(place)])
    lines = [by_length("lock to covered window, painted", 100, median(covered))]
    if shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None:
        print("no gnome-keyring: unlocking by a keyring is not measured", flush=True)
        return lines
    beyond: list[float] = []
    for _turn in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="bench-") as home:
            (Path(home) / "run").mkdir(mode=0o700)
            places = {"HOME": home, "XDG_RUNTIME_DIR": str(Path(home) / "run")}
            beyond += _measured(
                ["dbus-run-session", "--", "sh", "-c", f'{_UNLOCKED}; exec "$@"', "sh", sys.executable,
                 "-m", "bench.locking", "keyring", home], {"PATH": os.environ["PATH"]} | places,
            )  # fmt: skip
    return [
        *lines,
        by_length("unlock by keyring, beyond opening, first time in a process", 150, median(beyond)),
    ]


def _measured(command: list[str], environment: dict[str, str] | None = None) -> list[float]:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return [float(each) for each in json.loads(done.stdout.strip().splitlines()[-1])]


def cover(folder: Path) -> list[float]:
    """From the lock being asked for to the lock screen painted, with the busiest pages open before."""
    from bench.harness import Harness
    from mentor_desktop.ui.lock.view import LockView

    harness = Harness(folder)
    times: list[float] = []
    for turn in range(ROUNDS):
        harness.unlock()
        harness.screen(("sessions", "people", "today")[turn % 3])
        begin = time.perf_counter_ns()
        harness.program.gate.lock()
        harness.window.repaint()
        times.append((time.perf_counter_ns() - begin) / 1e6)
        assert any(each.isVisible() for each in harness.window.findChildren(LockView))
        harness.until(lambda: not harness.program.gate._open and harness.tasks() is not None)
    return times


def keyring(home: Path) -> list[float]:
    """What asking the keyring adds to an opening by the recovery key, which needs no derivation either."""
    from mentor_desktop.services import keyring as keyrings
    from mentor_desktop.services import vaults
    from tests.support import CHEAP, HOME, PASSPHRASE

    folder = home / "a.vault"
    opened, key = vaults.create(folder, PASSPHRASE, "Maya Lind", HOME, work=CHEAP)
    keyrings.turn_on(opened)
    opened.close()
    code = "import sys; from pathlib import Path; from bench import locking; locking.first(*sys.argv[1:])"
    return _measured([sys.executable, "-c", code, str(folder), key], dict(os.environ))


def first(folder: str, key: str) -> None:
    """In a process that has asked no keyring yet."""
    from mentor_desktop.services import keyring as keyrings
    from mentor_desktop.services import vaults

    times: list[float] = []

    def plainly() -> vaults.Opened:
        return vaults.open_vault(Path(folder), recovery_key=key)

    for open_it in (plainly, plainly, lambda: keyrings.open_vault(Path(folder))):
        begin = time.perf_counter_ns()
        opened = open_it()
        times.append((time.perf_counter_ns() - begin) / 1e6)
        opened.close()
    print(json.dumps([times[2] - times[1]]))


if __name__ == "__main__":
    print(json.dumps({"cover": cover, "keyring": keyring}[sys.argv[1]](Path(sys.argv[2]))))
    sys.stdout.flush()
    os._exit(0)  # nothing of the program has to be saved
