"""Group E, power: every write of a script is recorded, and the disk is shown as it may look after a cut.

A disk keeps what was synced. Of what was written since, it may keep nothing, any part in any order, or the
beginning of a write; a new name may be kept without its bytes.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from mentor_desktop.services import notes, people, vaults
from tests.faults import traced, world
from tests.faults.case import Rig
from tests.faults.traced import Prepared, Say
from tests.support import CHEAP, PASSPHRASE

SECTOR = 512
_SHOWN = 1 << 20
_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (\d+)(?:<(.*)>)?$")
_FD = re.compile(r"(\d+)<([^>]*)>")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Op:
    """One thing that was done to the disk, or said: `said` is what was acknowledged by then."""

    kind: str
    path: str
    data: bytes = b""
    at: int = 0
    to: str = ""


@dataclass
class Disk:
    """What is on the disk for certain, and what was done since its last sync."""

    files: dict[str, bytearray]
    names: dict[str, str]
    """Which file lies under which path: a rename changes this, a write does not."""
    loose: list[Op] = field(default_factory=list)

    def apply(self, op: Op, *, cut: int | None = None) -> None:
        """Do one thing for good; of a write only its first `cut` bytes."""
        if op.kind == "create":
            if op.path not in self.names:
                self.names[op.path] = op.to
                self.files.setdefault(op.to, bytearray())
        elif op.kind == "write":
            held, data = self.files.setdefault(op.to, bytearray()), op.data[:cut]
            held.extend(bytes(max(0, op.at + len(data) - len(held))))
            held[op.at : op.at + len(data)] = data
        elif op.kind == "cut":
            held = self.files.setdefault(op.to, bytearray())
            del held[op.at :]
            held.extend(bytes(op.at - len(held)))
        elif op.kind == "rename" and op.path in self.names:
            self.names[op.to] = self.names.pop(op.path)
        elif op.kind == "unlink":
            self.names.pop(op.path, None)

    def copy(self) -> Disk:
        """The same, to be changed."""
        return Disk({name: bytearray(data) for name, data in self.files.items()}, dict(self.names))

    def lay(self, folder: Path) -> None:
        """Write it down as real files."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for path, inode in self.names.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.files.get(inode, b""))
            target.chmod(0o600)


class Recorder:
    """Makes of the calls of a trace what was done below a folder, in the order in which it was done.

    The file of shared memory is no part of a vault: a crash empties it.
    """

    def __init__(self, folder: Path, there: Iterable[str]) -> None:
        self.ops: list[Op] = []
        self._folder = folder
        self._inode = {name: name for name in there}
        self._at: Counter[str] = Counter()
        self._made = 0

    def note(self, line: str) -> None:
        """One line of the trace."""
        match = _CALL.match(line)
        if match is None:
            return
        call, words, answer = match[1], match[2], int(match[3])
        texts = [_unhexed(text) for text in _HEX.findall(words)]
        if call in ("openat", "rename", "unlink"):
            self._name(call, words, [self._below(text.decode()) for text in texts])
        elif (found := _FD.match(words)) is not None:
            path = _unhexed(found[2]).decode()
            if path.startswith("pipe"):
                self.ops.append(Op("said", "", texts[0] if texts else b""))
            else:
                self._bytes(call, words, self._below(path), texts, answer)

    def _name(self, call: str, words: str, paths: list[str | None]) -> None:
        first = paths[0]
        if first is None:
            return
        if call == "openat":
            if "O_CREAT" in words and first not in self._inode:
                self._made += 1
                self._inode[first] = f"{first}#{self._made}"
                self.ops.append(Op("create", first, to=self._inode[first]))
        elif first in self._inode:
            inode, to = self._inode.pop(first), paths[1] if call == "rename" else None
            if to is not None:
                self._inode[to] = inode
            self.ops.append(Op(call, first, to=to or ""))

    def _bytes(self, call: str, words: str, path: str | None, texts: list[bytes], answer: int) -> None:
        if path is None or path.endswith("-shm"):
            return
        inode = self._inode.get(path, "")
        if call in ("fsync", "fdatasync"):
            self.ops.append(Op("sync", path, to=inode))
        elif inode and call == "ftruncate":
            self.ops.append(Op("cut", path, at=int(words.rsplit(",", 1)[1]), to=inode))
        elif inode and texts:
            place = int(words.rsplit(",", 1)[1]) if call == "pwrite64" else self._at[inode]
            self.ops.append(Op("write", path, texts[0][:answer], place, inode))
            self._at[inode] = place + answer

    def _below(self, path: str) -> str | None:
        """A path within the folder, "" for the folder itself."""
        place = str(self._folder)
        return path[len(place) + 1 :] if path == place or path.startswith(place + "/") else None


def power_cuts(rig: Rig) -> str:
    """Fifty notes, a new passphrase in the middle, and the closing of the vault, cut at every sync."""
    made, folder = world.make(rig.folder / "w.vault", 20), rig.folder / "v.vault"
    made.copy(folder)
    many = rig.size(50, 6)

    def prepare() -> Prepared:
        opened = made.open(folder)
        me = people.me(opened.desk).id

        def work(say: Say) -> None:
            for number in range(many):
                notes.write(opened.desk, _text(number), person=me)
                say(f"note {number}")
                if number == many // 2:
                    vaults.change_passphrase(opened, world.OTHER, work=CHEAP)
                    say("changed")
            opened.close()
            say("closed")

        return work

    # The opening has written too, and its writes are as they are: the picture is taken when it is over.
    before: dict[str, bytes] = {}

    def prepared() -> Prepared:
        work = prepare()
        for path in folder.iterdir():
            (rig.folder / "before").mkdir(exist_ok=True)
            (rig.folder / "before" / path.name).write_bytes(path.read_bytes())
        return work

    ended = traced.run(prepared, rig.folder / "calls", shown=_SHOWN)
    assert ended.status == 0, ended.said
    before = {path.name: path.read_bytes() for path in (rig.folder / "before").iterdir()}
    first = {name: bytearray(data) for name, data in before.items() if not name.endswith("-shm")}
    recorder = Recorder(folder, first)
    for line in ended.calls:
        recorder.note(line)
    ops = recorder.ops
    _require_faithful(first, ops, folder)
    return _images(rig, made, first, ops)


def _images(rig: Rig, made: world.World, first: dict[str, bytearray], ops: list[Op]) -> str:
    disk = Disk(first, {name: name for name in first})
    said: list[str] = []
    tried: Counter[str] = Counter()
    dice, place, seen = rig.dice(), rig.folder / "image.vault", set[tuple[bytes, bool]]()
    for number, op in enumerate(ops):
        if op.kind == "said":
            said += op.data.decode().split("\n")[:-1]
            continue
        if op.kind != "sync":
            disk.loose.append(op)
        following = ops[number + 1].kind if number + 1 < len(ops) else "sync"
        if following in ("sync", "said") or op.kind in ("sync", "rename", "unlink") or dice.random() < 0.05:
            for way, image in _ways(disk, dice):
                image.lay(place)
                try:
                    _judge(made, place, said, seen)
                except Exception as error:
                    raise AssertionError(
                        f"{way} at call {number} ({op.kind} {op.path}): {error!r}"
                    ) from error
                tried[way] += 1
        if op.kind == "sync":
            _keep(disk, op)
    figures = ", ".join(f"{many} {way}" for way, many in sorted(tried.items()))
    assert sum(line.startswith("note ") for line in said) == rig.size(50, 6)
    writes = sum(op.kind == "write" for op in ops)
    return f"{writes} writes, {sum(tried.values())} disks: {figures}; 0 acknowledged notes gone, 0 not sound"


def _ways(disk: Disk, dice: Random) -> Iterable[tuple[str, Disk]]:
    """How the disk may look if the power goes now."""
    yield "nothing since the last sync", disk.copy()
    if not disk.loose:
        return
    some = disk.copy()
    for op in disk.loose:
        if dice.random() < 0.5:
            some.apply(op)
    yield "some of it", some
    if disk.loose[-1].kind == "write":
        torn = disk.copy()
        for op in disk.loose[:-1]:
            torn.apply(op)
        torn.apply(disk.loose[-1], cut=SECTOR)
        yield "last write torn", torn
    named = [op for op in disk.loose if op.kind in ("rename", "create", "unlink")]
    if named:
        names = disk.copy()
        for op in named:
            names.apply(op)
        yield "names without bytes", names


def _keep(disk: Disk, sync: Op) -> None:
    """A file's sync keeps its bytes; a folder's sync keeps its names."""
    left = []
    for op in disk.loose:
        of_names = op.kind in ("rename", "create", "unlink")
        if (sync.to and op.to == sync.to and not of_names) or (not sync.to and of_names):
            disk.apply(op)
        else:
            left.append(op)
    disk.loose = left


def _judge(made: world.World, folder: Path, said: list[str], seen: set[tuple[bytes, bool]]) -> None:
    wanted = {_text(int(line.split()[1])) for line in said if line.startswith("note")}
    following = {_text(len(wanted))}
    world.judged(made.open(folder), made.texts | wanted, following)
    header = ((folder / "keys.json").read_bytes(), "changed" in said)
    if header in seen:  # the derivation is dear
        return
    seen.add(header)
    opening = world.that_open(folder, [world.OTHER if "changed" in said else PASSPHRASE])
    assert opening or ("changed" not in said and world.that_open(folder, [world.OTHER])), "nothing opens"


def _require_faithful(first: dict[str, bytearray], ops: list[Op], folder: Path) -> None:
    """What was recorded makes the very files that lie there in the end."""
    disk = Disk({name: bytearray(data) for name, data in first.items()}, {name: name for name in first})
    for op in ops:
        disk.apply(op)
    there = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    made = {name: bytes(disk.files[inode]) for name, inode in disk.names.items()}
    assert made == there, f"recorded {sorted(made)}, there {sorted(there)}"


def _text(number: int) -> str:
    return f"power {number} " + f"word{number} of the meeting " * 20


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
