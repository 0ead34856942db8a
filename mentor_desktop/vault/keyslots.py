"""From a passphrase or a recovery key to the vault key, and from the vault key to the keys that are used.

The vault key is random and never changes with a passphrase; each keyslot holds one sealed copy of it. May
import `cryptography` and the modules below it here.
"""

import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mentor_desktop.vault import header as headers
from mentor_desktop.vault.errors import TamperedHeader, WrongPassphrase
from mentor_desktop.vault.header import Header, Kind, Sealed, Slot
from mentor_desktop.vault.work import KEY_BYTES, Work, derive

Purpose = Literal["db", "attachments", "header-mac", "backup-mac"]
_INFO = "mentor-vault/v1/"


def wipe(*buffers: bytearray) -> None:
    """Overwrite keys with zeros. Copies that Python or a library made meanwhile are out of reach."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))


def new_key() -> bytearray:
    """Return a fresh random vault key of 256 bits."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def subkey(vault_key: bytearray, vault_id: bytes, purpose: Purpose) -> bytearray:
    """Return the key for one purpose: HKDF-SHA256, salt = vault id, info = `mentor-vault/v1/` + purpose."""
    return _hkdf(vault_key, vault_id, _INFO + purpose)


def seal(
    vault_key: bytearray, vault_id: bytes, kind: Kind, secret: bytearray, work: Work | None,
    pending: bytearray | None = None
) -> Slot:  # fmt: skip
    """Return a new slot, with a salt and a nonce of its own, that this secret opens; with `pending` it holds
    the next vault key too."""
    salt, nonce = secrets.token_bytes(headers.SALT_BYTES), secrets.token_bytes(headers.NONCE_BYTES)
    empty = Slot(secrets.token_bytes(headers.SLOT_ID_BYTES), kind, salt, work, Sealed(nonce, b""))
    wrapping = _wrapping_key(empty, secret)
    bound = headers.bound_part(vault_id, empty)
    try:
        sealed = Sealed(nonce, AESGCM(wrapping).encrypt(nonce, vault_key, bound))
        if pending is None:
            return replace(empty, sealed=sealed)
        other = secrets.token_bytes(headers.NONCE_BYTES)
        following = Sealed(other, AESGCM(wrapping).encrypt(other, pending, bound))
        return replace(empty, sealed=sealed, pending=following)
    finally:
        wipe(wrapping)


def sign(vault_key: bytearray, vault_id: bytes, slots: tuple[Slot, ...]) -> Header:
    """Return the header with its HMAC under the vault key."""
    return Header(vault_id, slots, _mac(vault_key, vault_id, slots))


def unlock(header: Header, kind: Kind, secret: bytearray) -> tuple[bytearray, bytearray | None]:
    """Return the vault key that the secret opens, and the pending one if its slot holds one.

    Raises `WrongPassphrase`, `TamperedHeader` or `NotEnoughMemory`.
    """
    for slot in header.slots:
        if slot.kind != kind:
            continue
        wrapping = _wrapping_key(slot, secret)
        try:
            key = _opened(wrapping, header.vault_id, slot, slot.sealed)
            if key is None:
                continue
            if not hmac.compare_digest(_mac(key, header.vault_id, header.slots), header.mac):
                wipe(key)
                raise TamperedHeader("header HMAC")
            pending = None if slot.pending is None else _opened(wrapping, header.vault_id, slot, slot.pending)
            return key, pending
        finally:
            wipe(wrapping)
    raise WrongPassphrase("no slot opens")


def _mac(vault_key: bytearray, vault_id: bytes, slots: tuple[Slot, ...]) -> bytes:
    key = subkey(vault_key, vault_id, "header-mac")
    try:
        return hmac.digest(key, headers.signed_part(vault_id, slots), hashlib.sha256)
    finally:
        wipe(key)


def _wrapping_key(slot: Slot, secret: bytearray) -> bytearray:
    if slot.work is None:
        return _hkdf(secret, slot.salt, f"{_INFO}kek/{slot.kind}")
    return derive(secret, slot.salt, slot.work)


def _opened(wrapping: bytearray, vault_id: bytes, slot: Slot, sealed: Sealed) -> bytearray | None:
    try:
        key = AESGCM(wrapping).decrypt(sealed.nonce, sealed.ct, headers.bound_part(vault_id, slot))
    except InvalidTag:
        return None
    return bytearray(key)


def _hkdf(key: bytearray, salt: bytes, info: str) -> bytearray:
    return bytearray(
        HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info.encode("ascii")).derive(key)
    )
