"""The backup file, read by the description alone, and whatever else a file may be.

The first part uses nothing of the package: it is what a stranger would write from `docs/vault-format.md`.
"""

import hashlib
import hmac
import json
import os
import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mentor_desktop import vault
from mentor_desktop.vault import backup_file, backups
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.backup_file import Needed
from mentor_desktop.vault.restoring import restore_backup
from tests.vault.conftest import Made
from tests.vault.support import PASSPHRASE, snapshot

REFUSALS = (
    vault.MissingBackup, vault.ForeignBackup, vault.CutBackup, vault.DamagedBackup, vault.NewerBackup,
    vault.TamperedBackup,
)  # fmt: skip
END = 96


@pytest.fixture(scope="module")
def backup(first: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the first vault with one attachment. Never changed by a test."""
    place = tmp_path_factory.mktemp("backup")
    shutil.copytree(first.folder, place / "mentor.vault")
    with vault.open_vault(place / "mentor.vault", passphrase=first.passphrase) as opened:
        with (place / "mentor.vault" / "keys.json").open("rb") as stream:
            opened.attachments.write(stream)
        return backups.write_backup(
            opened, place / "backups", "b-000007", counter=7, made=1_795_000_000_000, reason="daily"
        )


def by_the_description(path: Path, vault_key: bytes) -> tuple[bytes, bytes, dict[str, object]]:
    """Database, keys.json and list of a backup; every check that the page names."""
    data = path.read_bytes()
    end = data[-END:]
    magic, version, database, keys, listed = struct.unpack(">14sHQII", end[:32])
    assert (magic, version) == (b"mentor-backup\0", 1)
    assert database + keys + listed + END == len(data)
    assert hashlib.sha256(data[:-32]).digest() == end[64:]
    header = data[database : database + keys]
    manifest = data[database + keys : -END]
    value = json.loads(manifest)
    rest = {name: item for name, item in value.items() if name != "sha256"}
    spelled = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(spelled).hexdigest() == value["sha256"]
    vault_id = bytes.fromhex(value["vault_id"])
    extracted = hmac.digest(vault_id, vault_key, "sha256")
    key = hmac.digest(extracted, b"mentor-vault/v1/backup-mac\x01", "sha256")
    assert hmac.digest(key, hashlib.sha256(data[:-64]).digest(), "sha256") == end[32:64]
    return data[:database], header, value


def test_the_description_is_enough(backup: Path, first: Made, tmp_path: Path) -> None:
    with vault.open_vault(first.folder, passphrase=first.passphrase) as opened, opened.lent_key() as key:
        database, keys, value = by_the_description(backup, bytes(key))
    assert keys == (first.folder / "keys.json").read_bytes()
    listed = value.pop("attachments")
    assert isinstance(listed, list)
    ((kept,),) = [list((backup.parent / "attachments").iterdir())]
    data = kept.read_bytes()
    assert listed == [{"id": kept.name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}]
    assert value.pop("sha256")
    assert value == {
        "counter": 7, "fmt": "mentor-backup", "made": 1_795_000_000_000, "reason": "daily", "v": 1,
        "vault_id": json.loads(keys)["vault_id"],
    }  # fmt: skip
    # Cut out, the parts are a vault.
    folder = tmp_path / "cut.vault"
    folder.mkdir()
    (folder / "notes.db").write_bytes(database)
    (folder / "keys.json").write_bytes(keys)
    with vault.open_vault(folder, passphrase=first.passphrase) as opened:
        assert opened.check() == []


def resealed(data: bytes, database: bytes, keys: bytes, manifest: bytes, version: int = 1) -> bytes:
    """A file that someone without the key made to add up."""
    rest = database + keys + manifest
    rest += struct.pack(">14sHQII", b"mentor-backup\0", version, len(database), len(keys), len(manifest))
    rest += data[-64:-32]
    return rest + hashlib.sha256(rest).digest()


def parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    _magic, _version, database, keys, _listed = struct.unpack(">14sHQII", data[-END : 32 - END])
    return data[:database], data[database : database + keys], data[database + keys : -END]


def relisted(data: bytes, change: Callable[[dict[str, object]], object]) -> bytes:
    """With another list of attachments, its checksum made to fit."""
    database, keys, manifest = parts(data)
    value = json.loads(manifest)
    del value["sha256"]
    change(value)
    spelled = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    value["sha256"] = hashlib.sha256(spelled).hexdigest()
    return resealed(data, database, keys, json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


def listing(*names: str, size: object = 1) -> Callable[[dict[str, object]], object]:
    entries = [{"id": name, "sha256": "0" * 64, "size": size} for name in names]
    return lambda value: value.update(attachments=entries)


def other_keys(data: bytes) -> bytes:
    database, keys, manifest = parts(data)
    return resealed(data, database, keys.replace(b"NFC", b"NFD"), manifest)


def bomb(data: bytes) -> bytes:
    database, keys, _manifest = parts(data)
    return resealed(data, database, keys, b"[" * 100_000)


NAME = "0" * 31
FORGED: dict[str, tuple[Callable[[bytes], bytes], type[Exception]]] = {
    "nothing": (lambda data: b"", vault.CutBackup),
    "one byte": (lambda data: data[:1], vault.CutBackup),
    "the database alone": (lambda data: data[: len(parts(data)[0])], vault.CutBackup),
    "the last byte missing": (lambda data: data[:-1], vault.CutBackup),
    "the last page missing": (lambda data: data[:-4096], vault.CutBackup),
    "one byte more": (lambda data: data + b"x", vault.CutBackup),
    "the first byte missing": (lambda data: data[1:], vault.DamagedBackup),
    "a page missing": (lambda data: data[4096:], vault.DamagedBackup),
    "two pages exchanged": (
        lambda data: data[:4096] + data[8192:12288] + data[4096:8192] + data[12288:], vault.DamagedBackup
    ),
    "newer": (lambda data: resealed(data, *parts(data), version=2), vault.NewerBackup),
    "version nought": (lambda data: resealed(data, *parts(data), version=0), vault.DamagedBackup),
    "another header": (other_keys, vault.DamagedBackup),
    "a list nested deep": (bomb, vault.DamagedBackup),
    "no pages": (lambda data: resealed(data, b"", *parts(data)[1:]), vault.DamagedBackup),
    "half a page": (lambda data: resealed(data, data[:6000], *parts(data)[1:]), vault.DamagedBackup),
    "a path for a name": (lambda data: relisted(data, listing("../../.bashrc")), vault.DamagedBackup),
    "an absolute name": (lambda data: relisted(data, listing("/etc/passwd")), vault.DamagedBackup),
    "a name twice": (lambda data: relisted(data, listing(NAME + "1", NAME + "1")), vault.DamagedBackup),
    "a negative size": (lambda data: relisted(data, listing(NAME + "1", size=-1)), vault.DamagedBackup),
    "a truth for a size": (lambda data: relisted(data, listing(NAME + "1", size=True)), vault.DamagedBackup),
    "a field more": (lambda data: relisted(data, lambda value: value.update(more=1)), vault.DamagedBackup),
    "a counter out of bounds": (
        lambda data: relisted(data, lambda value: value.update(counter=10**9)), vault.DamagedBackup
    ),
    "a date out of bounds": (
        lambda data: relisted(data, lambda value: value.update(made=10**15)), vault.DamagedBackup
    ),
    "an unknown reason": (
        lambda data: relisted(data, lambda value: value.update(reason="Amara")), vault.DamagedBackup
    ),
    "of another vault": (
        lambda data: relisted(data, lambda value: value.update(vault_id="0" * 32)), vault.DamagedBackup
    ),
    # What follows adds up, and only who has the key can tell.
    "a list that was changed": (lambda data: relisted(data, listing(NAME + "1")), vault.TamperedBackup),
    "an older page": (
        lambda data: resealed(data, data[:4096] * 2 + parts(data)[0][8192:], *parts(data)[1:]),
        vault.TamperedBackup,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_file_has_an_error_of_its_own(backup: Path, tmp_path: Path, what: str) -> None:
    forge, error = FORGED[what]
    forged = tmp_path / "forged.mentor-backup"
    forged.write_bytes(forge(backup.read_bytes()))
    assert forged.read_bytes() != backup.read_bytes()
    with pytest.raises(error) as told:
        restore_backup(forged, tmp_path / "new.vault", passphrase=PASSPHRASE)
    assert type(told.value) is error
    assert str(tmp_path) not in str(told.value)
    assert [each.name for each in tmp_path.iterdir()] == ["forged.mentor-backup"]
    (listed,) = backups.found_in(tmp_path)
    assert (listed.error is None) or isinstance(listed.error, REFUSALS)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(500), b"SQLite format 3\0" + bytes(9000)])
def test_a_file_of_another_kind(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "holiday.zip").write_bytes(data)
    with pytest.raises(vault.ForeignBackup):
        backup_file.read(tmp_path / "holiday.zip")
    for path in (tmp_path, tmp_path / "nothing", Path(os.devnull)):
        with pytest.raises(vault.MissingBackup):
            backup_file.read(path)


def test_a_pipe_is_no_backup(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mentor-backup")
    with pytest.raises(vault.MissingBackup):
        backup_file.read(tmp_path / "pipe.mentor-backup")
    assert backups.found_in(tmp_path) == []


def test_a_header_with_a_pending_key_is_refused(backup: Path, tmp_path: Path) -> None:
    database, keys, manifest = parts(backup.read_bytes())
    header = headers.decode(keys)
    pending = tuple(replace(slot, pending=slot.sealed) for slot in header.slots)
    forged = tmp_path / "forged.mentor-backup"
    forged.write_bytes(
        resealed(backup.read_bytes(), database, headers.encode(replace(header, slots=pending)), manifest)
    )
    with pytest.raises(vault.DamagedBackup):
        backup_file.read(forged)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(min_value=0), st.integers(0, 7))
def test_every_bit_counts(backup: Path, tmp_path: Path, place: int, bit: int) -> None:
    data = bytearray(backup.read_bytes())
    data[place % len(data)] ^= 1 << bit
    forged = tmp_path / "forged.mentor-backup"
    forged.write_bytes(data)
    with pytest.raises((vault.DamagedBackup, vault.CutBackup)):
        backup_file.read(forged)


def test_every_bit_of_the_end(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    database = len(parts(data)[0])
    forged = tmp_path / "forged.mentor-backup"
    for place in range(database, len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        forged.write_bytes(changed)
        with pytest.raises((vault.DamagedBackup, vault.CutBackup)):
            backup_file.read(forged)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=20_000),
    st.binary(max_size=300),
    st.one_of(
        st.binary(max_size=300),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
            max_leaves=9,
        ).map(lambda value: json.dumps(value).encode()),
    ),
    st.integers(0, 65535),
    st.none() | st.tuples(*[st.integers(0, 2**32 - 1)] * 3),
)
@example(bytes(4096), b"{}", b"NaN", 1, None)
@example(bytes(4096), b"{}", b'{"attachments":[[]]}', 1, (2**32 - 1, 2**32 - 1, 2**32 - 1))
def test_whatever_adds_up_is_read_or_refused(
    tmp_path: Path, database: bytes, keys: bytes, manifest: bytes, version: int,
    lengths: tuple[int, int, int] | None,
) -> None:  # fmt: skip
    said = lengths or (len(database), len(keys), len(manifest))
    data = (
        database + keys + manifest + struct.pack(">14sHQII", b"mentor-backup\0", version, *said) + bytes(32)
    )
    forged = tmp_path / "forged.mentor-backup"
    forged.write_bytes(data + hashlib.sha256(data).digest())
    for whole in (True, False):
        with pytest.raises((vault.DamagedBackup, vault.NewerBackup)):
            backup_file.read(forged, whole=whole)


@given(
    st.lists(
        st.builds(
            Needed,
            st.binary(min_size=16, max_size=16).map(bytes.hex),
            st.integers(0, 2**53),
            st.binary(min_size=32, max_size=32).map(bytes.hex),
        ),
        unique_by=lambda each: each.name,
        max_size=5,
    ),
    st.integers(1, 999_999_999),
    st.integers(0, 250_000_000_000_000),
    st.sampled_from(backup_file.REASONS),
)
def test_what_is_written_is_read(listed: list[Needed], counter: int, made: int, reason: str) -> None:
    manifest = backup_file.Manifest(bytes(16), counter, made, reason, tuple(listed))
    assert backup_file.decode_manifest(backup_file.encode_manifest(manifest)) == manifest


def test_the_live_vault_is_not_touched_by_any_of_this(backup: Path) -> None:
    folder = backup.parent.parent / "mentor.vault"
    before = snapshot(folder)
    for name in ("forged", "other"):
        forged = backup.parent / f"{name}.mentor-backup"
        forged.write_bytes(FORGED["a list that was changed"][0](backup.read_bytes()))
        with pytest.raises(vault.TamperedBackup):
            restore_backup(forged, folder.with_name(name), passphrase=PASSPHRASE)
        with pytest.raises((vault.TamperedBackup, vault.AlreadyExists)):
            restore_backup(forged, folder, passphrase=PASSPHRASE)
        forged.unlink()
    assert snapshot(folder) == before
