"""Group E: the process is killed, the disk is full, the power goes, and two write at once."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import notes, people
from tests.faults import world
from tests.faults.case import ROOT, Rig, alone

TURNOVER = 25  # rounds on one vault, whose notes become more and more
BURST_S = 0.3


def forked(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Work in a process of its own; its id, and where what it says can be read."""
    hear, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, hear
    status = 1
    try:
        os.close(hear)
        work(lambda line: _say(tell, line))
        status = 0
    finally:
        os._exit(status)


def _say(tell: int, line: str) -> None:
    os.write(tell, line.encode() + b"\n")


def heard(hear: int) -> list[str]:
    """Everything it still says until it ends; what is not a whole line was never said."""
    with open(hear, "rb") as stream:
        lines = stream.read().split(b"\n")
    return [line.decode() for line in lines[:-1]]


def text_of(turn: int, number: int, random: Random) -> str:
    """A note of any length whose text tells whether it is whole."""
    length = random.choice((1, 30, 400, 6_000))
    return f"{turn}.{number}.{length} " + "w" * length + " end"


def kills(rig: Rig) -> str:
    """Killed at any moment while notes are written, the vault keeps what it said it had kept."""
    random, acknowledged = rig.dice(), 0
    rounds = rig.size(500, 6)
    folder = rig.folder / "v.vault"
    made = world.make(rig.folder / "w.vault", 20)
    kept: set[str] = set()
    extra = 0
    for turn in range(rounds):
        if turn % TURNOVER == 0:
            made.copy(folder)
            kept = set()

        def write(say: Callable[[str], None], turn: int = turn) -> None:
            own = Random(turn)
            opened = made.open(folder)
            me = people.me(opened.desk).id
            say("open")
            for number in range(100_000):
                text = text_of(turn, number, own)
                notes.write(opened.desk, text, person=me)
                say(str(number))

        child, hear = forked(write)
        select.select([hear], [], [], 60)  # from here on it writes
        end = threading.Timer(random.uniform(0, BURST_S), os.kill, (child, signal.SIGKILL))
        end.start()
        os.waitpid(child, 0)
        end.join()
        said = heard(hear)
        own = Random(turn)
        mine = [
            text_of(turn, number, own) for number in range(len(said))
        ]  # "open" stands for the one in flight
        acknowledged += max(0, len(said) - 1)
        kept |= set(mine[:-1] if said else [])
        opened = made.open(folder)
        there = set(world.texts_in(opened))
        in_flight = {mine[-1]} & there if mine else set()
        extra += len(in_flight)
        world.judged(opened, made.texts | kept, in_flight)
        kept |= in_flight
    return (
        f"{rounds} kills, {acknowledged} acknowledged notes, 0 gone, {extra} in flight and whole, 0 not sound"
    )


def two_writers(rig: Rig) -> str:
    """Two programs want the same vault all the time; whoever is refused tries again."""
    each, burst = rig.size(5_000, 60), 20
    alive, held = os.pipe()  # nothing is ever written: it is readable once this process has gone
    made = world.make(rig.folder / "w.vault", 10)

    def pause(seconds: float) -> None:
        if select.select([alive], [], [], seconds)[0]:
            raise SystemExit

    def writer(name: str) -> Callable[[Callable[[str], None]], None]:
        def write(say: Callable[[str], None]) -> None:
            os.close(held)
            random, done, refused = Random(name), 0, 0
            while done < each:
                try:
                    opened = made.open(made.folder)
                except vaults_below.VaultInUse:
                    refused += 1
                    pause(random.uniform(0.001, 0.02))
                    continue
                me = people.me(opened.desk).id
                for _turn in range(min(each - done, random.randint(1, 2 * burst))):
                    notes.write(opened.desk, f"{name} {done}", person=me)
                    say(f"{name} {done}")
                    done += 1
                opened.close()
                pause(random.uniform(0, 0.03))
            say(f"refused {refused}")

        return write

    both = [forked(writer(name)) for name in ("one", "two")]
    said: list[str] = []
    waiting = {hear: b"" for _child, hear in both}
    while waiting:
        ready, _, _ = select.select(list(waiting), [], [], 300)
        assert ready, "no writer goes on"
        for hear in ready:
            piece = os.read(hear, 1 << 16)
            waiting[hear] += piece
            if not piece:
                said += waiting.pop(hear).decode().splitlines()
                os.close(hear)
    os.close(alive)
    os.close(held)
    for child, _hear in both:
        assert os.waitpid(child, 0)[1] == 0, "a writer failed"
    refused = sum(int(line.split()[1]) for line in said if line.startswith("refused"))
    written = [line for line in said if not line.startswith("refused")]
    assert len(set(written)) == 2 * each
    assert refused or not rig.full
    world.judged(made.open(made.folder), made.texts | set(written))
    return f"{len(written)} notes by two processes, {refused} times refused, 0 lost"


SMALL_DISK = """
import sys
from pathlib import Path
from tests.faults import crashes
crashes.on_a_small_disk(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def full_disk(rig: Rig) -> str:
    """A disk of 1 MB fills up, and has room again."""
    command = alone("--mount")
    disk = rig.place("disk")
    script = 'mount -t tmpfs -o size=1m none "$0" && exec "$@"'
    run = [sys.executable, "-c", SMALL_DISK, str(disk), str(rig.folder)]
    done = subprocess.run(
        [*command, "sh", "-c", script, str(disk), *run],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def on_a_small_disk(disk: Path, outside: Path) -> None:
    """Write until nothing goes in any more, four times; make room; write on. Says its figures."""
    made = world.make(outside / "w.vault", 10)  # making one takes more room than this
    made = world.World(made.copy(disk / "v.vault"), made.recovery_key, made.texts)
    saved: set[str] = set()
    refusals, number = 0, 0
    for turn in range(4):
        opened = made.open(made.folder)
        me = people.me(opened.desk).id
        while True:
            number += 1
            text = f"{number} " + "w" * 9_000
            try:
                notes.write(opened.desk, text, person=me)
            except Exception:
                refusals += 1
                break
            saved.add(text)
        assert set(world.texts_in(opened)) >= saved
        world.judged(opened, made.texts | saved, {text})  # closed while the disk is full
        if text in world.texts_in(again := made.open(made.folder)):
            saved.add(text)
        again.close()
        subprocess.run(["mount", "-o", f"remount,size={1024 + 256 * (turn + 1)}k", str(disk)], check=True)
        opened = made.open(made.folder)
        text = f"room again {number}"
        notes.write(opened.desk, text, person=me)
        saved.add(text)
        world.judged(opened, made.texts | saved)
    sys.stdout.write(f"{len(saved)} notes saved, {refusals} refused on a full disk and said so, 0 lost\n")
