"""Group B: header, database and backup with bits flipped, cut, or written by an attacker."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import attachments, backups, damage, people, vaults
from mentor_desktop.services.readonly import open_read_only
from mentor_desktop.vault import backup_file
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.errors import VaultError
from tests.faults import world
from tests.faults.case import ROOT, Rig
from tests.support import PASSPHRASE, dump
from tests.vault.support import sealed_again

PAGE = 4096


def header_bits(rig: Rig) -> str:
    """Every single bit of `keys.json`: refused before anything is derived, and the file left alone."""
    made, folder = world.make(rig.folder / "w.vault", 5), rig.folder / "v.vault"
    made.copy(folder)
    path = folder / "keys.json"
    whole = path.read_bytes()
    refused = 0
    bits = range(0, 8 * len(whole), rig.size(1, 29))
    for bit in bits:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        begin = time.process_time()
        try:
            vaults_below.open_vault(folder, passphrase=PASSPHRASE).close()
        except (vaults_below.DamagedHeader, vaults_below.NewerFormat):
            refused += 1
        assert time.process_time() - begin < 3, "refused too late"
        assert path.read_bytes() == bytes(flipped), "the header was written"
    assert refused == len(bits), f"{len(bits) - refused} opened"
    return f"{len(bits)} bits of {len(whole)} bytes, all refused"


def database_bits(rig: Rig) -> str:
    """Bits of `notes.db` at random: the check reports it, or every row reads as before."""
    made, folder = world.make(rig.folder / "w.vault", rig.size(400, 60)), rig.folder / "v.vault"
    opened = open_read_only(made.folder, recovery_key=made.recovery_key)
    rows = dump(opened)
    opened.close()
    whole, dice = (made.folder / "notes.db").read_bytes(), rig.dice()
    made.copy(folder)
    reported = refused = harmless = 0
    many = rig.size(1_000, 12)
    for _flip in range(many):
        bit = dice.randrange(8 * len(whole))
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        (folder / "notes.db").write_bytes(flipped)
        try:
            opened = open_read_only(folder, recovery_key=made.recovery_key)
        except VaultError as error:
            refused += vaults.is_known(error)
            continue
        try:
            if opened.vault.check():
                reported += 1
            else:
                assert dump(opened) == rows, f"bit {bit} changed a row and was not reported"
                harmless += 1
        finally:
            opened.close()
        assert (folder / "notes.db").read_bytes() == bytes(flipped), "the database was written"
    assert reported + refused + harmless == many, "refused without a sentence"
    return (
        f"{many} flips in {len(whole) / 1e6:.1f} MB: {reported} reported, {refused} not opened and said so, "
        f"{harmless} without effect"
    )


def truncations(rig: Rig) -> str:
    """Header and backup cut at every length, the database at and around every page, and bytes added."""
    made, folder = world.make(rig.folder / "w.vault", 40), rig.folder / "v.vault"
    opened = made.open(made.folder)
    backup = backups.make(opened, to=rig.folder / "backups").path
    opened.close()
    made.copy(folder)
    tried = 0
    header = (made.folder / "keys.json").read_bytes()
    for kept in range(0, len(header), rig.size(1, 97)):
        tried += 1
        (folder / "keys.json").write_bytes(header[:kept])
        _refused(folder, made)
    (folder / "keys.json").write_bytes(header)
    database = (made.folder / "notes.db").read_bytes()
    borders = {
        max(0, page + by)
        for page in range(0, len(database) + 1, PAGE * rig.size(1, 16))
        for by in (-1, 0, 1, 15, 16)
    } - {len(database)}
    for kept in sorted(borders):
        tried += 1
        (folder / "notes.db").write_bytes((database + b"\0" * PAGE)[:kept])
        _refused(folder, made)
    for added in (1, PAGE):
        tried += 1
        (folder / "notes.db").write_bytes(database + os.urandom(added))
        _refused(folder, made)
    whole = backup.read_bytes()
    lengths = [
        *range(0, len(whole), rig.size(509, 20_011)),
        *range(len(whole) - rig.size(400, 20), len(whole)),
    ]
    for kept in lengths:
        tried += 1
        backup.write_bytes(whole[:kept])
        try:
            backup_file.read(backup)
        except VaultError:
            continue
        raise AssertionError(f"a backup cut at {kept} was read")
    return f"{tried} cuts, all refused or reported"


def _refused(folder: Path, made: world.World) -> None:
    """It does not open, or its check says that something is wrong."""
    try:
        opened = open_read_only(folder, recovery_key=made.recovery_key)
    except VaultError:
        return
    try:
        assert opened.vault.check() or not damage.check(opened).sound, "a cut was not noticed"
    finally:
        opened.close()


BOMBS: dict[str, Any] = {
    "4 TiB": {"m": 2**32},
    "2^31 passes": {"t": 2**31},
    "2^24 lanes": {"p": 2**24},
    "no memory": {"m": 0},
    "no pass": {"t": 0},
    "below zero": {"m": -1},
    "8 KiB": {"m": 8, "t": 1},
    "a fraction": {"m": 65536.5},
    "a text": {"m": "65536"},
    "yes": {"t": True},
}


def bombs(rig: Rig) -> str:
    """Headers that ask for too much, under a limit of 2 GiB: refused within 200 ms and with no memory."""
    made = world.make(rig.folder / "w.vault", 3)
    done = subprocess.run(
        [sys.executable, "-c",
         "import sys; from tests.faults import damage; damage.in_a_small_process(sys.argv[1])",
         str(made.folder)], cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def in_a_small_process(folder: str) -> None:
    """Try every bomb, and say how long the slowest took and how much the process grew."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    path = Path(folder) / "keys.json"
    whole = path.read_bytes()
    value = json.loads(whole)
    files = {"10 MB": b"[" + b"1," * 5_000_000 + b"1]", "10,000 deep": b"[" * 10_000 + b"]" * 10_000,
             "5,000 slots": sealed_again(value | {"slots": value["slots"] * 2_500}),
             "a field twice": whole.replace(b'{"fmt"', b'{"fmt":"x","fmt"', 1)}  # fmt: skip
    for name, change in BOMBS.items():
        slot = value["slots"][0] | {"kdf": value["slots"][0]["kdf"] | change}
        files[name] = sealed_again(value | {"slots": [slot, *value["slots"][1:]]})
    slowest, before = 0.0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, data in files.items():
        path.write_bytes(data)
        begin = time.process_time()
        try:
            vaults_below.open_vault(Path(folder), passphrase=PASSPHRASE).close()
        except vaults_below.DamagedHeader:
            slowest = max(slowest, time.process_time() - begin)
            continue
        raise AssertionError(f"{name} was not refused")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert slowest < 0.2, f"{slowest * 1000:.0f} ms"
    assert grown < 15, f"{grown:.0f} MB"
    sys.stdout.write(
        f"{len(files)} bombs, the slowest {slowest * 1000:.1f} ms of processor, {grown:.1f} MB more\n"
    )


def readers(rig: Rig) -> str:
    """Hypothesis over what reads a header, a backup and an attachment: a value, or an error of the vault."""
    many, made = rig.size(5_000, 40), world.make(rig.folder / "w.vault", 3)
    opened = made.open(made.folder)
    backup = backups.make(opened, to=rig.folder / "backups").path
    source = rig.folder / "source"
    source.write_bytes(bytes(range(256)) * 1_200)
    kept = attachments.attach(opened, source, person=people.me(opened.desk).id)
    (file,) = (made.folder / "attachments").iterdir()
    pieces = {path: path.read_bytes() for path in (made.folder / "keys.json", backup, file)}
    tried = {"header": 0, "backup": 0, "attachment": 0}
    wide = settings(max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                    derandomize=True)  # fmt: skip

    def changed(data: st.DataObject, whole: bytes) -> bytes:
        """A few bytes exchanged, left out or put in, anywhere."""
        held = bytearray(whole)
        for _change in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, max(0, len(held) - 1)))
            held[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        return bytes(held)

    @wide
    @given(st.data())
    def header(data: st.DataObject) -> None:
        tried["header"] += 1
        some = changed(data, pieces[made.folder / "keys.json"])
        with contextlib.suppress(vaults_below.DamagedHeader, vaults_below.NewerFormat):
            assert headers.encode(headers.decode(some)) == some

    @wide
    @given(st.data())
    def of_backup(data: st.DataObject) -> None:
        tried["backup"] += 1
        end = len(pieces[backup]) - 3_000  # the list, the header and the end, with some of the pages
        some = pieces[backup][:end] + changed(data, pieces[backup][end:])
        backup.write_bytes(some)
        try:
            backup_file.read(backup)
        except VaultError:
            return
        assert some == pieces[backup], "a changed backup was read"

    @wide
    @given(st.data())
    def of_attachment(data: st.DataObject) -> None:
        tried["attachment"] += 1
        some = changed(data, pieces[file])
        file.write_bytes(some)
        try:
            with attachments.reader(opened, kept.id) as reader:
                read = b"".join(reader.chunks())
        except VaultError:
            return
        assert read == source.read_bytes(), "a changed attachment was read as another"

    header()
    of_backup()
    of_attachment()
    opened.close()
    return "examples: " + ", ".join(f"{name} {number}" for name, number in tried.items())


def corrupt_backups(rig: Rig) -> str:
    """A backup with a bit flipped or cut: the vault is untouched, and the older good one is offered."""
    made = world.make(rig.folder / "w.vault", rig.size(400, 40))
    os.environ["XDG_DATA_HOME"] = str(rig.folder / "data")
    opened = made.open(made.folder)
    good, bad = backups.make(opened).path, backups.make(opened).path
    opened.close()
    whole, dice = bad.read_bytes(), rig.dice()
    before = {path.name: path.read_bytes() for path in made.folder.iterdir() if path.is_file()}
    many, refused = rig.size(500, 10), 0
    for turn in range(many):
        held = bytearray(whole)
        if turn % 5:
            bit = dice.randrange(8 * len(held))
            held[bit // 8] ^= 1 << bit % 8
        else:
            del held[dice.randrange(len(held)) :]
        bad.write_bytes(held)
        try:
            backups.prove(bad, recovery_key=made.recovery_key)
        except VaultError as error:
            refused += vaults.is_known(error)
        newest = backups.newest_good(backups.known_for(made.folder))
        assert newest is not None
        assert newest.path == good
    after = {path.name: path.read_bytes() for path in made.folder.iterdir() if path.is_file()}
    assert after == before
    assert refused == many, f"{many - refused} corrupt ones were proved, or refused without a sentence"
    backups.prove(good, recovery_key=made.recovery_key)
    return f"{many} corrupt backups, all refused; the older good one offered each time; the vault untouched"
