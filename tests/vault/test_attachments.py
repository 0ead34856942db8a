"""Sealed files: read back whole and in parts, and refused once a byte of them is not what was written."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from mentor_desktop.vault import DamagedAttachment, MissingAttachment
from mentor_desktop.vault.attachments import (
    CHUNK,
    HEAD_BYTES,
    TAG_BYTES,
    AttachmentFolder,
    Sealed,
    chunks_of,
    sealed_bytes,
)

SIZES = (0, 1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 77)
STEP = CHUNK + TAG_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> AttachmentFolder:
    return AttachmentFolder(tmp_path / "attachments")


def plain(size: int) -> bytes:
    return (b"0123456789abcdef" * (size // 16 + 1))[:size]


def write(folder: AttachmentFolder, data: bytes) -> Sealed:
    return folder.write(io.BytesIO(data))


def whole(folder: AttachmentFolder, sealed: Sealed) -> bytes:
    out = io.BytesIO()
    folder.copy_out(sealed, out)
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_what_is_read_is_what_was_written(folder: AttachmentFolder, size: int) -> None:
    sealed = write(folder, plain(size))
    assert whole(folder, sealed) == plain(size)
    assert sealed.size == size
    (listed,) = folder.listing()
    assert (listed.name, listed.bytes) == (sealed.name, sealed_bytes(size))
    assert (folder.path / sealed.name).stat().st_size == listed.bytes


def test_only_its_owner_may_read_it(folder: AttachmentFolder) -> None:
    sealed = write(folder, b"words")
    assert (folder.path / sealed.name).stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_never_look_alike_and_hold_no_word(folder: AttachmentFolder) -> None:
    data = b"Quixotic " * 50
    first, second = write(folder, data), write(folder, data)
    one, two = ((folder.path / each.name).read_bytes() for each in (first, second))
    assert first.key != second.key
    assert one[HEAD_BYTES:] != two[HEAD_BYTES:]
    assert b"Quixotic" not in one + two
    assert first.key.hex() not in repr(first)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=some.sampled_from(SIZES),
    start=some.integers(0, 4 * CHUNK),
    length=some.integers(0, 3 * CHUNK),
)
def test_any_range_is_read_alone(
    tmp_path_factory: pytest.TempPathFactory, size: int, start: int, length: int
) -> None:
    folder = AttachmentFolder(tmp_path_factory.mktemp("range") / "attachments")
    data = os.urandom(size)
    with folder.read(write(folder, data)) as reader:
        assert reader.read(start, length) == data[start : start + length]


def test_a_range_reads_only_its_own_chunks(folder: AttachmentFolder) -> None:
    sealed = write(folder, plain(3 * CHUNK))
    path = folder.path / sealed.name
    data = bytearray(path.read_bytes())
    data[HEAD_BYTES + 5] ^= 1
    path.write_bytes(data)
    with folder.read(sealed) as reader:
        assert reader.read(CHUNK, 10) == plain(CHUNK + 10)[CHUNK:]
        with pytest.raises(DamagedAttachment):
            reader.read(0, 1)
        with pytest.raises(ValueError, match="range"):
            reader.read(-1, 2)


def test_a_pipe_that_gives_little_at_a_time_is_read_to_its_end(folder: AttachmentFolder) -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1_000))

    assert whole(folder, folder.write(Trickle(plain(CHUNK + 5_000)))) == plain(CHUNK + 5_000)


def _cut_chunk(data: bytes) -> bytes:
    return data[: HEAD_BYTES + 2 * STEP]


def _swap_chunks(data: bytes) -> bytes:
    a, b = data[HEAD_BYTES : HEAD_BYTES + STEP], data[HEAD_BYTES + STEP : HEAD_BYTES + 2 * STEP]
    return data[:HEAD_BYTES] + b + a + data[HEAD_BYTES + 2 * STEP :]


def _double_chunk(data: bytes) -> bytes:
    return data[: HEAD_BYTES + STEP] + data[HEAD_BYTES : HEAD_BYTES + STEP] + data[HEAD_BYTES + 2 * STEP :]


TAMPERED: dict[str, Callable[[bytes], bytes]] = {
    "nothing left": lambda data: b"",
    "head alone": lambda data: data[:HEAD_BYTES],
    "half a head": lambda data: data[: HEAD_BYTES - 3],
    "last byte cut": lambda data: data[:-1],
    "last chunk cut": _cut_chunk,
    "one byte more": lambda data: data + b"\0",
    "a chunk more": lambda data: data + data[-STEP:],
    "chunks in another order": _swap_chunks,
    "a chunk twice": _double_chunk,
    "another beginning": lambda data: b"MVA2" + data[4:],
    "another prefix": lambda data: data[:4] + bytes(7) + data[11:],
    "last tag": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_tampered_with_is_refused(folder: AttachmentFolder, how: str) -> None:
    sealed = write(folder, os.urandom(3 * CHUNK))
    path = folder.path / sealed.name
    path.write_bytes(TAMPERED[how](path.read_bytes()))
    with pytest.raises(DamagedAttachment):
        folder.check(sealed)


def test_a_truncation_with_a_shortened_row_is_refused(folder: AttachmentFolder) -> None:
    """Even one who could change the size in the database cannot pass a chunk off as the last."""
    sealed = write(folder, os.urandom(3 * CHUNK))
    path = folder.path / sealed.name
    path.write_bytes(_cut_chunk(path.read_bytes()))
    shorter = Sealed(sealed.name, 2 * CHUNK, sealed.key, sealed.sha256)
    with pytest.raises(DamagedAttachment):
        folder.check(shorter)


def test_another_file_under_its_name_is_refused(folder: AttachmentFolder) -> None:
    first, second = write(folder, plain(100)), write(folder, plain(100))
    os.replace(folder.path / second.name, folder.path / first.name)
    with pytest.raises(DamagedAttachment):
        folder.check(first)
    same_key = Sealed(first.name, second.size, second.key, second.sha256)
    with pytest.raises(DamagedAttachment):  # not even with the other one's key: the name is bound in
        folder.check(same_key)
    with pytest.raises(MissingAttachment):
        folder.check(second)


def test_a_name_that_is_a_path_is_refused(folder: AttachmentFolder) -> None:
    sealed = write(folder, b"words")
    with pytest.raises(DamagedAttachment):
        folder.read(Sealed("../attachments/" + sealed.name, 5, sealed.key, sealed.sha256))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_any_changed_byte_is_refused_and_nothing_else_goes_wrong(
    tmp_path_factory: pytest.TempPathFactory, data: some.DataObject
) -> None:
    folder = AttachmentFolder(tmp_path_factory.mktemp("flip") / "attachments")
    sealed = write(folder, os.urandom(data.draw(some.sampled_from((0, 1, 40, CHUNK, CHUNK + 3)))))
    path = folder.path / sealed.name
    sound = path.read_bytes()
    at = data.draw(some.integers(0, len(sound) - 1))
    action = data.draw(some.sampled_from(("flip", "cut", "insert", "any")))
    if action == "flip":
        changed = sound[:at] + bytes([sound[at] ^ (1 << data.draw(some.integers(0, 7)))]) + sound[at + 1 :]
    elif action == "cut":
        changed = sound[:at]
    elif action == "insert":
        changed = sound[:at] + data.draw(some.binary(min_size=1, max_size=40)) + sound[at:]
    else:
        changed = data.draw(some.binary(max_size=200))
    path.write_bytes(changed)
    with pytest.raises(DamagedAttachment):
        folder.check(sealed)


def test_a_file_that_cannot_be_written_leaves_nothing(
    folder: AttachmentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "input/output error")
            return super().read(size)

    with pytest.raises(OSError, match="input"):
        folder.write(Broken(plain(3 * CHUNK)))
    assert list(folder.path.iterdir()) == []

    class Stop(Exception):
        pass

    def stop(done: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        folder.write(io.BytesIO(plain(CHUNK)), stop)
    assert list(folder.path.iterdir()) == []

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write(folder, b"words")
    assert list(folder.path.iterdir()) == []


def test_the_name_is_there_only_when_the_bytes_are_on_the_disk(
    folder: AttachmentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, os.rename

    def sync(descriptor: int) -> None:
        steps.append("sync")
        fsync(descriptor)

    def give_name(before: Path, after: Path) -> None:
        steps.append("name")
        rename(before, after)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", give_name)
    folder.path.mkdir(parents=True)
    write(folder, b"words")
    assert steps == ["sync", "name", "sync"]  # the file, its name, the folder


def test_sweeping_keeps_what_is_needed_and_what_is_not_ours(folder: AttachmentFolder) -> None:
    needed, orphan = write(folder, b"needed"), write(folder, b"orphan")
    half = folder.path / f"{'ab' * 16}.new"
    half.write_bytes(b"half")
    foreign = folder.path / "holiday.jpg"
    foreign.write_bytes(b"foreign")
    with folder.keep():
        assert folder.sweep([needed.name]) == 0
        assert half.exists()
    assert folder.sweep([needed.name]) == 2
    assert sorted(path.name for path in folder.path.iterdir()) == sorted([needed.name, foreign.name])
    assert not (folder.path / orphan.name).exists()
    assert whole(folder, needed) == b"needed"


def test_sweeping_where_there_is_no_folder(tmp_path: Path) -> None:
    folder = AttachmentFolder(tmp_path / "attachments")
    assert folder.sweep([]) == 0
    assert folder.listing() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_fresh_key_for_the_same_bytes(folder: AttachmentFolder) -> None:
    before = write(folder, plain(2 * CHUNK + 9))
    after = folder.reencrypt(before)
    assert after.name != before.name
    assert after.key != before.key
    assert (after.size, after.sha256) == (before.size, before.sha256)
    assert whole(folder, after) == whole(folder, before)
    path = folder.path / before.name
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedAttachment):
        folder.reencrypt(before)
    assert len(folder.listing()) == 2


def test_how_many_chunks() -> None:
    assert [chunks_of(size) for size in (0, 1, CHUNK, CHUNK + 1)] == [1, 1, 1, 2]
