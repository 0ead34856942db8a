"""`keys.json`: the public part of a vault, as bytes and as values.

Every file is read as if an attacker had written it: its size, its nesting and every number are bounded
before anything is done with them, and only the one canonical spelling of a header is accepted.
`docs/vault-format.md` is the description for strangers. May import errors, work and the standard library.
"""

import base64
import binascii
import contextlib
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any, Literal, NoReturn

from mentor_desktop.vault.errors import DamagedHeader, NewerFormat
from mentor_desktop.vault.work import Work

FORMAT = "mentor-vault"
VERSION = 1
NORMALISATION = "NFC"
AEAD = "aes-256-gcm"
ARGON2 = "argon2id"
HKDF_NAME = "hkdf-sha256"

MAX_BYTES = 64 * 1024
MAX_SLOTS = 8
ID_BYTES = 16
SLOT_ID_BYTES = 4
SALT_BYTES = 16
NONCE_BYTES = 12
SEALED_BYTES = 32 + 16
MAC_BYTES = 32

Kind = Literal["passphrase", "recovery", "os-keyring"]
KINDS: tuple[Kind, ...] = ("passphrase", "recovery", "os-keyring")

_MAX_DEPTH = 5
_MAX_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Sealed:
    """A vault key (32 bytes) under AES-256-GCM: the nonce, and the ciphertext with its tag."""

    nonce: bytes
    ct: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the vault key. `work` is set for a passphrase and absent for a random secret (HKDF)."""

    id: bytes
    kind: Kind
    salt: bytes
    work: Work | None
    sealed: Sealed
    pending: Sealed | None = None

    def promoted(self) -> "Slot":
        """The slot once its pending key has become the vault's."""
        return replace(self, sealed=self.pending or self.sealed, pending=None)

    def without_pending(self) -> "Slot":
        """The slot once its pending key was given up."""
        return replace(self, pending=None)


@dataclass(frozen=True, slots=True)
class Header:
    """The whole of `keys.json` but its checksum, which is computed."""

    vault_id: bytes
    slots: tuple[Slot, ...]
    mac: bytes


def canonical(value: dict[str, Any]) -> bytes:
    """Return the one spelling of a JSON object: keys sorted, no spaces, ASCII, no end of line."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def signed_part(vault_id: bytes, slots: tuple[Slot, ...]) -> bytes:
    """Return the bytes under the header's HMAC: the canonical header without `mac` and `sha256`."""
    return canonical(_unsigned(vault_id, slots))


def bound_part(vault_id: bytes, slot: Slot) -> bytes:
    """Return the additional data of a slot's AES-256-GCM: what it is sealed for, and how."""
    return canonical(
        {
            "aead": AEAD,
            "fmt": FORMAT,
            "id": slot.id.hex(),
            "kdf": _kdf_value(slot),
            "kind": slot.kind,
            "normalisation": NORMALISATION,
            "v": VERSION,
            "vault_id": vault_id.hex(),
        }
    )


def encode(header: Header) -> bytes:
    """Return the bytes of `keys.json`."""
    value = _unsigned(header.vault_id, header.slots) | {"mac": header.mac.hex()}
    return canonical(value | {"sha256": hashlib.sha256(canonical(value)).hexdigest()})


def decode(data: bytes) -> Header:
    """Return the header that these bytes are the canonical spelling of.

    Raises `DamagedHeader`, or `NewerFormat` for a sound header of a later version. Says nothing of whether
    the header is genuine: that needs the vault key.
    """
    value = _parse(data)
    checksum = _text(value, "sha256")
    rest = {name: item for name, item in value.items() if name != "sha256"}
    if canonical(value) != data:
        _refuse("not canonical")
    if not hmac.compare_digest(hashlib.sha256(canonical(rest)).hexdigest().encode(), checksum.encode()):
        _refuse("checksum")
    if _text(value, "fmt") != FORMAT:
        _refuse("format name")
    version = _integer(value, "v")
    if version > VERSION:
        raise NewerFormat("header version")
    if version != VERSION:
        _refuse("version")
    _only(value, {"fmt", "mac", "normalisation", "sha256", "slots", "v", "vault_id"})
    if _text(value, "normalisation") != NORMALISATION:
        _refuse("normalisation")
    header = Header(
        vault_id=_hex(value, "vault_id", ID_BYTES),
        slots=_slots(value["slots"]),
        mac=_hex(value, "mac", MAC_BYTES),
    )
    # The spelling of hex and base64 is settled here too: a second spelling of the same bytes is refused.
    if encode(header) != data:
        _refuse("not canonical")
    return header


def _unsigned(vault_id: bytes, slots: tuple[Slot, ...]) -> dict[str, Any]:
    return {
        "fmt": FORMAT,
        "normalisation": NORMALISATION,
        "slots": [_slot_value(slot) for slot in slots],
        "v": VERSION,
        "vault_id": vault_id.hex(),
    }


def _slot_value(slot: Slot) -> dict[str, Any]:
    value = {"aead": AEAD, "id": slot.id.hex(), "kdf": _kdf_value(slot), "kind": slot.kind}
    value |= _sealed_value(slot.sealed)
    return value if slot.pending is None else value | {"pending": _sealed_value(slot.pending)}


def _sealed_value(sealed: Sealed) -> dict[str, Any]:
    return {"ct": _to_base64(sealed.ct), "nonce": _to_base64(sealed.nonce)}


def _kdf_value(slot: Slot) -> dict[str, Any]:
    salt = _to_base64(slot.salt)
    if slot.work is None:
        return {"name": HKDF_NAME, "salt": salt}
    return {
        "m": slot.work.memory_kib,
        "name": ARGON2,
        "p": slot.work.lanes,
        "salt": salt,
        "t": slot.work.passes,
    }


def _to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _refuse(reason: str) -> NoReturn:
    raise DamagedHeader(reason)


def _parse(data: bytes) -> dict[str, Any]:
    if not 0 < len(data) <= MAX_BYTES:
        _refuse("size")
    if _depth(data) > _MAX_DEPTH:
        _refuse("nesting")
    value: object = None
    # Refused after the handler and not in it, so that no text of the file hangs on the error.
    with contextlib.suppress(ValueError):
        value = json.loads(
            data.decode("ascii"),
            object_pairs_hook=_without_duplicates,
            parse_int=_small_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    if not isinstance(value, dict):
        _refuse("not a JSON object")
    return value


def _depth(data: bytes) -> int:
    """Return how deep brackets nest. No canonical string holds a bracket, so strings need no regard."""
    depth = deepest = 0
    for byte in data:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("duplicate key")
    return value


def _small_integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("number too long")
    return int(digits)


def _no_number(_spelling: str) -> NoReturn:
    raise ValueError("not an integer")


def _only(value: dict[str, Any], names: set[str]) -> None:
    if set(value) != names:
        _refuse("fields")


def _text(value: dict[str, Any], name: str) -> str:
    text = value.get(name)
    if not isinstance(text, str):
        _refuse("not a text")
    return text


def _integer(value: dict[str, Any], name: str) -> int:
    number = value.get(name)
    # `True` is an instance of int, so the exact type is asked for.
    if type(number) is not int:
        _refuse("not an integer")
    return number


def _hex(value: dict[str, Any], name: str, length: int) -> bytes:
    try:
        data = binascii.unhexlify(_text(value, name))
    except ValueError:
        data = b""
    if len(data) != length:
        _refuse("hex")
    return data


def _base64(value: dict[str, Any], name: str, length: int) -> bytes:
    try:
        data = base64.b64decode(_text(value, name), validate=True)
    except ValueError:
        data = b""
    if len(data) != length:
        _refuse("base64")
    return data


def _slots(values: object) -> tuple[Slot, ...]:
    if not isinstance(values, list) or len(values) > MAX_SLOTS:
        _refuse("slots")
    slots = tuple(_slot(value) for value in values)
    if len({slot.id for slot in slots}) != len(slots):
        _refuse("slot id twice")
    return slots


def _slot(value: object) -> Slot:
    if not isinstance(value, dict):
        _refuse("slot")
    _only(value, {"aead", "ct", "id", "kdf", "kind", "nonce"} | ({"pending"} & set(value)))
    if _text(value, "aead") != AEAD:
        _refuse("aead")
    kind = next((known for known in KINDS if known == value["kind"]), None)
    if kind is None:
        _refuse("kind")
    salt, work = _kdf(value["kdf"], kind)
    pending = _sealed(value["pending"]) if "pending" in value else None
    sealed = _sealed({"ct": value["ct"], "nonce": value["nonce"]})
    return Slot(_hex(value, "id", SLOT_ID_BYTES), kind, salt, work, sealed, pending)


def _sealed(value: object) -> Sealed:
    if not isinstance(value, dict):
        _refuse("sealed key")
    _only(value, {"ct", "nonce"})
    return Sealed(nonce=_base64(value, "nonce", NONCE_BYTES), ct=_base64(value, "ct", SEALED_BYTES))


def _kdf(value: object, kind: Kind) -> tuple[bytes, Work | None]:
    if not isinstance(value, dict):
        _refuse("kdf")
    if kind != "passphrase":
        _only(value, {"name", "salt"})
        if value["name"] != HKDF_NAME:
            _refuse("kdf name")
        return _base64(value, "salt", SALT_BYTES), None
    _only(value, {"m", "name", "p", "salt", "t"})
    if value["name"] != ARGON2:
        _refuse("kdf name")
    work = Work(_integer(value, "m"), _integer(value, "t"), _integer(value, "p"))
    if not work.within_bounds():
        _refuse("kdf bounds")
    return _base64(value, "salt", SALT_BYTES), work
