"""Group E, call by call: each call to the system in a save, a backup and so on is killed or failed once."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import backups, notes, people, rekeying, vaults
from tests.faults import traced, world
from tests.faults.case import Rig
from tests.faults.traced import Ended, Prepared, Say
from tests.fixtures.make_vault import RECOVERY_FILE
from tests.support import CHEAP, PASSPHRASE

KILL, ERRORS = "signal=SIGKILL:when={}", ("EIO", "ENOSPC", "EROFS")
ONCE, FOR_EVER = "error={}:when={}", "error={}:when={}+"
OLD = Path(__file__).parents[1] / "fixtures" / "vaults" / "format-1.vault"
EVERY = 5
NEW_TEXT = "the note in flight " + "and its end " * 30


@dataclass(frozen=True)
class Deed:
    """Something done to a vault: how it is set up afresh, what is done, and what must hold afterwards."""

    fresh: Callable[[], object]
    prepare: Callable[[], Prepared]
    judge: Callable[[Ended], str]
    """Returns a word for what came of it, so that the case can show that both outcomes were met."""


def disturbances(counts: dict[str, int], step: int) -> Iterator[tuple[str, str]]:
    """Which call, and how it is disturbed: each in every way, or every `step`th killed and failed in one way,
    the ways in turn."""
    ways = [FOR_EVER.format(error, "{0}") for error in ERRORS] + [
        ONCE.format(error, "{0}") for error in ERRORS
    ]
    every = [(call, number) for call, many in sorted(counts.items()) for number in range(1, many + 1)]
    for turn, (call, number) in enumerate(every[::step]):
        yield call, KILL.format(number)
        if call == "write" and number == counts[call]:
            continue  # what says that all is well: nothing hangs on its failure
        for way in ways if step == 1 else [ways[turn % len(ways)]]:
            yield call, way.format(number)


def each_call(rig: Rig, deed: Deed, step: int) -> str:
    """Disturb every `step`th of all pairs of a call and a way, and return the figures."""
    log = rig.folder / "calls"
    deed.fresh()
    quiet = traced.run(deed.prepare, log)
    assert quiet.status == 0, quiet.said
    deed.judge(quiet)
    counts = traced.counted(quiet)
    every = list(disturbances(counts, step))
    chosen = every[:: rig.size(1, max(1, len(every) // 8))]
    ends: Counter[str] = Counter()
    hit = 0
    for call, how in chosen:
        deed.fresh()
        ended = traced.run(deed.prepare, log, inject=f"{call}:{how}")
        hit += ended.hit
        try:
            ends[deed.judge(ended)] += 1
        except Exception as error:
            raise AssertionError(f"{call} {how}: {type(error).__name__}: {error}") from error
    calls = sum(counts.values())
    untouched = calls - len({(call, how.split("when=")[1].strip("+")) for call, how in chosen})
    came = ", ".join(f"{many} {word}" for word, many in sorted(ends.items()))
    return f"{calls} calls, {untouched} of them skipped; {len(chosen)} runs, {hit} disturbed: {came}"


def a_save(rig: Rig) -> str:
    """One note. What says "saved" is there; what failed may be tried again at once."""
    made, folder = world.make(rig.folder / "w.vault", rig.size(400, 40)), rig.folder / "v.vault"

    def prepare() -> Prepared:
        opened = made.open(folder)
        me = people.me(opened.desk).id

        def work(say: Say) -> None:
            try:
                notes.write(opened.desk, NEW_TEXT, person=me)
            except Exception:
                say("failed")
                notes.write(opened.desk, NEW_TEXT + "again", person=me)
                say("saved again")
            else:
                say("saved")

        return work

    def judge(ended: Ended) -> str:
        opened = made.open(folder)
        there = set(world.texts_in(opened)) - made.texts
        wanted = {
            text
            for word, text in (("saved", NEW_TEXT), ("saved again", NEW_TEXT + "again"))
            if word in ended.said
        }
        world.judged(opened, made.texts | wanted, {NEW_TEXT, NEW_TEXT + "again"})
        assert not ("failed" in ended.said and NEW_TEXT in there and "saved again" in ended.said)
        return "saved" if there else "not saved"

    return each_call(rig, Deed(lambda: made.copy(folder), prepare, judge), 1)


def a_header_change(rig: Rig) -> str:
    """A new passphrase: exactly one of the two opens, and the recovery key always."""
    made, folder = world.make(rig.folder / "w.vault", 20), rig.folder / "v.vault"

    def prepare() -> Prepared:
        opened = made.open(folder)

        def work(say: Say) -> None:
            vaults.change_passphrase(opened, world.OTHER, work=CHEAP)
            say("changed")

        return work

    def judge(ended: Ended) -> str:
        world.judged(made.open(folder), made.texts)
        opening = world.that_open(folder)
        assert len(opening) == 1, f"{len(opening)} passphrases open"
        assert "changed" not in ended.said or opening == [world.OTHER]
        return "with the new passphrase" if opening == [world.OTHER] else "with the old one"

    return each_call(rig, Deed(lambda: made.copy(folder), prepare, judge), 1)


def a_backup(rig: Rig) -> str:
    """The older backup stays, the new one is whole or absent, and the vault is as it was."""
    made, folder, place = world.make(rig.folder / "w.vault"), rig.folder / "v.vault", rig.folder / "backups"
    opened = made.open(made.folder)
    older = backups.make(opened, to=rig.folder / "older").path
    opened.close()

    def fresh() -> None:
        made.copy(folder)
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(older.parent, place)

    def prepare() -> Prepared:
        opened = made.open(folder)

        def work(say: Say) -> None:
            say("made " + backups.make(opened, to=place).path.name)

        return work

    def judge(ended: Ended) -> str:
        there = sorted(path.name for path in place.glob("*.mentor-backup"))
        assert older.name in there
        for line in ended.said:
            assert not line.startswith("made ") or line[5:] in there
        for name in there:
            assert backups.prove(place / name, recovery_key=made.recovery_key).counts.notes == len(made.texts)
        world.judged(made.open(folder), made.texts)
        return "with the older backup alone" if len(there) == 1 else "with both"

    return each_call(rig, Deed(fresh, prepare, judge), EVERY)


def a_restore(rig: Rig) -> str:
    """The restored vault is whole or absent; backup and present vault are as they were."""
    made, target = world.make(rig.folder / "w.vault"), rig.folder / "r.vault"
    opened = made.open(made.folder)
    backup = backups.make(opened, to=rig.folder / "backups").path
    opened.close()
    before = backup.read_bytes()

    def prepare() -> Prepared:
        def work(say: Say) -> None:
            backups.restore(backup, target, recovery_key=made.recovery_key)
            say("restored")

        return work

    def judge(ended: Ended) -> str:
        assert backup.read_bytes() == before
        if not target.exists():
            assert "restored" not in ended.said
            return "absent"
        world.judged(made.open(target), made.texts)
        return "whole"

    def fresh() -> None:
        shutil.rmtree(target, ignore_errors=True)

    return each_call(rig, Deed(fresh, prepare, judge), EVERY)


def a_rekeying(rig: Rig) -> str:
    """The passphrase opens throughout, and exactly one of the two recovery keys."""
    made, folder = world.make(rig.folder / "w.vault"), rig.folder / "v.vault"
    given = vaults.new_recovery_key()

    def prepare() -> Prepared:
        opened = vaults.open_vault(folder, passphrase=PASSPHRASE)

        def work(say: Say) -> None:
            rekeying.replace_key(opened, PASSPHRASE, given, backup=lambda: None)
            say("replaced")

        return work

    def judge(ended: Ended) -> str:
        world.judged(vaults.open_vault(folder, passphrase=PASSPHRASE), made.texts)
        opening = []
        for key in (made.recovery_key, given):
            with contextlib.suppress(vaults_below.WrongPassphrase):
                vaults_below.open_vault(folder, recovery_key=key).close()
                opening.append(key)
        assert len(opening) == 1, f"{len(opening)} recovery keys open"
        assert "replaced" not in ended.said or opening == [given]
        return "under the new key" if opening == [given] else "under the old one"

    return each_call(rig, Deed(lambda: made.copy(folder), prepare, judge), EVERY)


def a_migration(rig: Rig) -> str:
    """The first vault there was: it opens afterwards with everything in it, or is as it was."""
    key = (OLD / RECOVERY_FILE).read_text("utf-8").strip()
    folder = rig.folder / "v.vault"
    os.environ["XDG_DATA_HOME"] = str(rig.folder / "data")  # where the copy before the migration goes

    def fresh() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(rig.folder / "data", ignore_errors=True)
        shutil.copytree(OLD, folder)

    fresh()
    opened = vaults.open_vault(folder, recovery_key=key)
    wanted = frozenset(world.texts_in(opened))
    opened.close()
    made = world.World(folder, key, wanted)

    def prepare() -> Prepared:
        def work(say: Say) -> None:
            vaults.open_vault(folder, recovery_key=key).close()
            say("opened")

        return work

    def judge(ended: Ended) -> str:
        world.judged(made.open(folder), wanted)
        kept = backups.known_for(folder)
        assert any(not each.problem for each in kept), "no copy of before"
        return "migrated at once" if "opened" in ended.said else "migrated at the next opening"

    return each_call(rig, Deed(fresh, prepare, judge), EVERY)
