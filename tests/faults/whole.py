"""Cases over the whole program: its memory, its network, a lost laptop, and clocks that go wrong."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY
from mentor_desktop.services import attachments, backups, notes, people, recovery_sheet, vaults
from tests.faults import memory
from tests.faults.case import ROOT, NotRun, Rig, alone, needs, pytest_figures
from tests.journeys.real import Real
from tests.journeys.steps import OWN, ready_vault
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock, empty_vault

PUBLISHED = 0
"""How many copies of passphrase and keys were left after a lock in the last published run: never more."""

JOURNEYS = ("tests/journeys/test_main_job.py", "tests/journeys/test_mini_alone.py")


def left_in_memory(rig: Rig) -> str:
    """Type the passphrase, open, lock by the key, and look from outside for passphrase and keys."""
    if not Path("/proc/self/mem").exists():
        raise NotRun("there is no /proc")
    folder = rig.folder / "mentor.vault"
    ready_vault(folder)
    opened = vaults_below.open_vault(folder, passphrase=OWN)
    with opened.lent_key() as lent:
        key = bytes(lent)
    database_key = bytes(opened._database_key)
    opened.close()
    wanted = {f"passphrase {how}": form for how, form in memory.spellings(OWN).items()}
    wanted |= {f"vault key {how}": form for how, form in memory.key_spellings(key).items()}
    wanted |= {f"database key {how}": form for how, form in memory.key_spellings(database_key).items()}
    left: Counter[str] = Counter()
    while_open: Counter[str] = Counter()
    runs = rig.size(20, 1)
    for _run in range(runs):
        with Real(folder, rig.folder) as real:
            real.do("until_focused", "Passphrase")
            for start in range(0, len(OWN), 3):  # in pieces, so that the driver itself never holds it
                real.do("write", OWN[start : start + 3])
            real.steps(("press", "Return"), ("until_page", "today"), ("until_focused", "Next session"))
            process = real.do("pid")
            try:
                while_open.update(memory.count(process, wanted))
                real.steps(("press", "Ctrl+L"), ("until_focused", "Passphrase"))
                left.update(memory.count(process, wanted))
            except PermissionError:
                raise NotRun("the memory of another process may not be read; root may") from None
    assert while_open["vault key bytes"] >= runs, "the search does not find what is there"
    found = ", ".join(f"{many} × {name}" for name, many in sorted(left.items()) if many) or "none"
    assert sum(left.values()) <= PUBLISHED, f"left after {runs} locks: {found}"
    held = ", ".join(f"{many} × {name}" for name, many in sorted(while_open.items()) if many)
    return f"{runs} runs, left after the lock: {found}; while open: {held}"


def tour_without_network(rig: Rig) -> str:
    """Every screen and whole journeys where there is no network, every call to it written down."""
    needs("strace")
    log = rig.folder / "sockets"
    before = [*alone("--net"), "strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", str(log)]
    drawn = subprocess.run(
        [*before, sys.executable, "-m", "tests.faults.tour", str(rig.place("tour"))],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert drawn.returncode == 0, drawn.stderr[-2000:]
    screens = log.read_text("utf-8", "replace")
    journeys = pytest_figures(rig, JOURNEYS, before=before)
    calls = screens + log.read_text("utf-8", "replace")
    families = Counter(re.findall(r"\b[AP]F_\w+", calls))
    assert not set(families) - {"AF_UNIX"}, f"{families}"
    many = int(drawn.stdout.split()[-1])
    return f"{many} screens and {journeys} of journeys, {len(calls.splitlines())} calls, all local (AF_UNIX)"


def drill(rig: Rig) -> str:
    """Vault and home are deleted; a stick with backups and the text of the recovery sheet are left."""
    os.environ["XDG_DATA_HOME"] = str(rig.folder / "old-home")
    many, files = rig.size(1_000, 50), rig.size(20, 3)
    folder = rig.folder / "old-home" / "mentor.vault"
    opened, key = vaults.create(folder, PASSPHRASE, "Maya Lind", HOME, work=CHEAP)
    person = people.add(opened.desk, "Amara Okafor", zone=HOME).id
    with opened.desk.change():
        for number in range(many):
            notes.write(opened.desk, f"note {number} " + "words " * (number % 90), person=person)
    for number in range(files):
        source = rig.folder / f"{number}.bin"
        source.write_bytes(os.urandom(300_000 + number))
        attachments.attach(opened, source, person=person)
    texts = sorted(note.text for note in notes.every(opened.desk))
    hashes = _hashes(opened)
    sheet = recovery_sheet.text(key, recovery_sheet.about("mentor.vault", opened.vault.vault_id))
    made = backups.make(opened)
    opened.close()
    stick = Path(shutil.copytree(made.path.parent, rig.folder / "stick"))
    shutil.rmtree(rig.folder / "old-home")
    new = rig.place("new-home")
    begin = time.monotonic()
    (typed,) = re.findall(r"(?:[0-9A-Z]{4}\s+){8}[0-9A-Z]{4}", sheet)
    done = subprocess.run(
        [sys.executable, "-m", "mentor_desktop", "restore", str(stick / made.path.name),
         str(new / "mentor.vault"), "--recovery-key-file", "-"], cwd=ROOT,
        input=" ".join(typed.split()) + "\n", capture_output=True, text=True,
        env={**os.environ, "HOME": str(new), "XDG_DATA_HOME": str(new)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    again = vaults.open_vault(new / "mentor.vault", recovery_key=typed)
    seconds = time.monotonic() - begin
    try:
        assert sorted(note.text for note in notes.every(again.desk)) == texts
        assert _hashes(again) == hashes
        assert again.vault.check() == []
    finally:
        again.close()
    return f"{many} notes and {files} attachments, all equal; back after {seconds:.1f} s"


def _hashes(opened: vaults.Opened) -> list[str]:
    """The digest of each attachment's plain bytes."""
    found = []
    for person in people.everyone(opened.desk):
        for each in attachments.of(opened.desk, person=person.id):
            with attachments.reader(opened, each.id) as reader:
                found.append(hashlib.sha256(b"".join(reader.chunks())).hexdigest())
    return sorted(found)


def many_days(rig: Rig) -> str:
    """A backup each day, days on which the disk is full, and clocks that jump; the rule holds on each."""
    os.environ["XDG_DATA_HOME"] = str(rig.folder / "data")
    clock = HandClock(datetime(2026, 1, 1, 9))
    opened = empty_vault(rig.folder / "a.vault", clock)
    days, made, failed, jumps = rig.size(400, 30), 0, 0, 0
    place = backups.places(opened).first
    for day in range(days):
        if day % 61 == 60:  # a year on, or back: a battery that was empty, a hand that slipped
            clock.set_wall((365 if jumps % 2 else -365) * DAY)
            jumps += 1
        clock.pass_ms(DAY)
        full = day % 13 == 12
        newest = next((each.path.name for each in backups.every(opened)), "")
        with contextlib.ExitStack() as ends:
            if full:
                ends.enter_context(_no_room())
            try:
                path = backups.make(opened, backups.DAILY).path
                made += 1
            except Exception as error:
                failed += full and vaults.is_known(error) and (not newest or (place / newest).exists())
                continue
        assert path.exists(), "the newest was let go"
        there = backups.every(opened)
        assert len(there) >= min(3, made), f"{len(there)} left"
        assert len(there) <= 15, f"{len(there)} kept"
        assert there[0].path == path, "the counter does not tell the newest"
    there = backups.every(opened)
    good = sum(not each.problem for each in there)
    opened.close()
    assert failed
    assert made + failed == days, "one failed without a reason or a sentence, or took the newest along"
    return f"{days} days, {made} made, {failed} refused by a full disk, {jumps} jumps; {good} good ones left"


@contextlib.contextmanager
def _no_room() -> Iterator[None]:
    """No file grows beyond 100 KB: what fills the disk, for this process alone."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
