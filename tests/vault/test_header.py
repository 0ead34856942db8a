"""`keys.json` under attack: whatever is done to it, it opens nothing, costs nothing and stays as it is."""

import contextlib
import copy
import json
import resource
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.vault import (
    DamagedHeader,
    NewerFormat,
    TamperedHeader,
    VaultError,
    WrongPassphrase,
    open_vault,
)
from mentor_desktop.vault.header import MAX_BYTES, decode, encode
from tests.vault.conftest import Made
from tests.vault.support import sealed_again

Change = Callable[[dict[str, Any]], object]

SLOT = {
    "aead": "aes-256-gcm",
    "ct": "A" * 64,
    "id": "01020304",
    "kdf": {"name": "hkdf-sha256", "salt": "A" * 22 + "=="},
    "kind": "recovery",
    "nonce": "A" * 16,
}
COST = {"m": 65536, "name": "argon2id", "p": 4, "salt": "A" * 22 + "==", "t": 3}


def example() -> dict[str, Any]:
    """A header that follows the format, with both kinds of slot and a pending key."""
    passphrase = SLOT | {"id": "05060708", "kdf": COST, "kind": "passphrase"}
    pending = {"ct": "B" * 64, "nonce": "B" * 16}
    value = {
        "fmt": "mentor-vault",
        "mac": "0" * 64,
        "normalisation": "NFC",
        "slots": [passphrase, SLOT | {"pending": pending}],
        "v": 1,
        "vault_id": "0" * 32,
    }
    return copy.deepcopy(value)


def test_the_example_is_read_and_written_alike() -> None:
    data = sealed_again(example())
    assert encode(decode(data)) == data


def test_every_bit_of_the_header_counts(made: Made) -> None:
    path = made.folder / "keys.json"
    sound = path.read_bytes()
    for place in range(len(sound) * 8):
        flipped = bytearray(sound)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(DamagedHeader):
            decode(bytes(flipped))
        if place % 11 == 0:  # Prime to eight, so that every place in a byte has its turn with a real opening.
            path.write_bytes(flipped)
            with pytest.raises(DamagedHeader):
                open_vault(made.folder, passphrase=made.passphrase)
            assert path.read_bytes() == flipped


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 100, -100, -1])
def test_a_cut_header_is_damaged(made: Made, kept: int) -> None:
    path = made.folder / "keys.json"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DamagedHeader):
        open_vault(made.folder, recovery_key=made.recovery_key)


@pytest.mark.parametrize("added", [b"\n", b" ", b"\x00", b"{}", b"x" * 4096])
def test_nothing_may_follow_or_come_before(added: bytes) -> None:
    for data in (sealed_again(example()) + added, added + sealed_again(example())):
        with pytest.raises(DamagedHeader):
            decode(data)


def _with(*path: str | int, to: object) -> Change:
    def change(value: dict[str, Any]) -> None:
        part: Any = value
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = to

    return change


BOMBS: dict[str, Change] = {
    "memory of 4 TiB": _with("slots", 0, "kdf", "m", to=2**32),
    "memory of 1 GiB and a bit": _with("slots", 0, "kdf", "m", to=2**20 + 1),
    "memory of 8 KiB": _with("slots", 0, "kdf", "m", to=8),
    "memory of nothing": _with("slots", 0, "kdf", "m", to=0),
    "negative memory": _with("slots", 0, "kdf", "m", to=-65536),
    "memory as a bool": _with("slots", 0, "kdf", "m", to=True),
    "memory as a float": _with("slots", 0, "kdf", "m", to=65536.0),
    "memory as a text": _with("slots", 0, "kdf", "m", to="65536"),
    "memory not a number": _with("slots", 0, "kdf", "m", to=float("nan")),
    "memory without end": _with("slots", 0, "kdf", "m", to=float("inf")),
    "memory of 5,000 digits": _with("slots", 0, "kdf", "m", to=10**4000),
    "no passes": _with("slots", 0, "kdf", "t", to=0),
    "2^31 passes": _with("slots", 0, "kdf", "t", to=2**31),
    "passes as a bool": _with("slots", 0, "kdf", "t", to=True),
    "no lanes": _with("slots", 0, "kdf", "p", to=0),
    "2^24 lanes": _with("slots", 0, "kdf", "p", to=2**24),
    "nine slots": lambda value: value.update(slots=[SLOT | {"id": f"0000000{n}"} for n in range(9)]),
    "5,000 slots": lambda value: value.update(slots=[SLOT] * 5000),
    "one slot id twice": lambda value: value["slots"].append(SLOT),
    "slots as an object": _with("slots", to={}),
    "a slot as a number": _with("slots", 0, to=1),
    "a slot without a key": lambda value: value["slots"][0].pop("ct"),
    "an unknown field": _with("hint", to="x"),
    "an unknown field in a slot": _with("slots", 0, "hint", to="x"),
    "an unknown field in a cost": _with("slots", 0, "kdf", "hint", to="x"),
    "an unknown field in a pending key": _with("slots", 1, "pending", "hint", to="x"),
    "a pending key of nothing": _with("slots", 1, "pending", to=None),
    "an unknown kind": _with("slots", 1, "kind", to="face"),
    "a kind that is no text": _with("slots", 1, "kind", to=["recovery"]),
    "a passphrase without a slow derivation": _with("slots", 0, "kdf", to=SLOT["kdf"]),
    "a recovery key with a slow derivation": _with("slots", 1, "kdf", to=dict(COST)),
    "another slow derivation": _with("slots", 0, "kdf", "name", to="argon2d"),
    "another quick derivation": _with("slots", 1, "kdf", "name", to="hkdf-sha1"),
    "another cipher": _with("slots", 0, "aead", to="aes-128-gcm"),
    "a short salt": _with("slots", 0, "kdf", "salt", to="AAAA"),
    "a short nonce": _with("slots", 0, "nonce", to="AAAA"),
    "base64 with stray bits": _with("slots", 0, "kdf", "salt", to="A" * 21 + "B=="),
    "base64 with a space": _with("slots", 0, "nonce", to=" " + "A" * 16),
    "hex in capitals": _with("vault_id", to="A" * 32),
    "a short vault id": _with("vault_id", to="00"),
    "another normalisation": _with("normalisation", to="NFKC"),
    "another format": _with("fmt", to="mentor"),
    "version 0": _with("v", to=0),
    "version true": _with("v", to=True),
    "version as a text": _with("v", to="1"),
    "nested 10,000 deep": lambda value: value.update(deep=json.loads("[" * 400 + "]" * 400)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_header_outside_the_format_is_refused_though_its_checksum_fits(name: str) -> None:
    value = example()
    BOMBS[name](value)
    with pytest.raises(DamagedHeader):
        decode(sealed_again(value))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'"mentor-vault"',
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"[" * 10_000,
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"{" + b" " * 10_000_000 + b"}",
        b'{"v":' + b"1" * 60_000 + b"}",
        b'{"v":NaN}',
        b'{"v":1e999}',
        sealed_again(example()).replace(b'"v":1,', b'"v":1,"v":1,'),
        sealed_again(example()).replace(b'"t":3', b'"t":1,"t":3'),
        sealed_again(example()).replace(b":", b": "),
    ],
    ids=lambda data: f"{len(data)} bytes {data[:12]!r}",
)
def test_what_is_not_canonical_json_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedHeader) as caught:
        decode(data)
    assert caught.value.__context__ is None


def test_no_bomb_makes_the_process_grow() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for change in BOMBS.values():
        value = example()
        change(value)
        with pytest.raises(DamagedHeader):
            decode(sealed_again(value))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_more_than_the_limit_is_not_even_read(made: Made) -> None:
    (made.folder / "keys.json").write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(DamagedHeader, match="size"):
        open_vault(made.folder, passphrase=made.passphrase)


def test_a_later_format_is_told_from_damage() -> None:
    later = {"fmt": "mentor-vault", "v": 2, "keys": {"new": ["shape"]}}
    with pytest.raises(NewerFormat):
        decode(sealed_again(later))
    with pytest.raises(DamagedHeader):
        decode(sealed_again(later).replace(b"shape", b"shapE"))
    with pytest.raises(DamagedHeader):
        decode(sealed_again(later) + b"\n")


def test_a_key_that_stands_twice_is_refused_before_any_value_is_used() -> None:
    twice = sealed_again(example()).replace(b'"v":1,', b'"v":1,"v":1,')
    with pytest.raises(DamagedHeader, match="not a JSON object"):
        decode(twice)


TAMPERED: dict[str, tuple[Change, type[VaultError]]] = {
    "weaker derivation": (_with("slots", 0, "kdf", "t", to=2), WrongPassphrase),
    "another vault id": (_with("vault_id", to="0" * 32), WrongPassphrase),
    "another slot id": (_with("slots", 0, "id", to="00000000"), WrongPassphrase),
    "another salt": (_with("slots", 0, "kdf", "salt", to="A" * 22 + "=="), WrongPassphrase),
    "another nonce": (_with("slots", 0, "nonce", to="A" * 16), WrongPassphrase),
    "the kind exchanged": (
        lambda value: value["slots"][0].update(kind="recovery", kdf=SLOT["kdf"]),
        WrongPassphrase,
    ),
    "the HMAC changed": (_with("mac", to="0" * 64), TamperedHeader),
    "the recovery slot removed": (lambda value: value["slots"].pop(), TamperedHeader),
    "a slot added": (lambda value: value["slots"].append(SLOT), TamperedHeader),
    "the slots in another order": (lambda value: value["slots"].reverse(), TamperedHeader),
    "a pending key added": (
        _with("slots", 1, "pending", to={"ct": "A" * 64, "nonce": "A" * 16}),
        TamperedHeader,
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_forged_header_opens_nothing_and_stays_as_it_is(made: Made, name: str) -> None:
    change, error = TAMPERED[name]
    path = made.folder / "keys.json"
    value = json.loads(path.read_bytes())
    change(value)
    forged = sealed_again(value)
    path.write_bytes(forged)
    with pytest.raises(error):
        open_vault(made.folder, passphrase=made.passphrase)
    assert path.read_bytes() == forged


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_raise(data: bytes) -> None:
    with pytest.raises((DamagedHeader, NewerFormat)):
        decode(data)


@given(st.data())
def test_a_header_that_is_read_is_the_very_one_that_would_be_written(data: st.DataObject) -> None:
    value = example()
    part: Any = value
    while True:
        step = data.draw(st.sampled_from(sorted(part)) if isinstance(part, dict) else st.just(0))
        if not isinstance(part[step], dict | list) or not part[step] or data.draw(st.booleans()):
            break
        part = part[step]
    part[step] = data.draw(json_values | st.sampled_from([1, 3, 65536, "NFC", "0" * 32, "A" * 16]))
    changed = sealed_again(value)
    with contextlib.suppress(DamagedHeader, NewerFormat):
        assert encode(decode(changed)) == changed
