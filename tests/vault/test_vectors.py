"""The published vectors, computed by the description alone and then read by the program.

The first half uses nothing of the package: it is the reader that a stranger would write from
`docs/vault-format.md`.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mentor_desktop import vault

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
PASSPHRASE, RECOVERY, DATABASE = (VECTORS[name] for name in ("passphrase", "recovery", "database"))
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


def hkdf(key: bytes, salt: bytes, info: str) -> bytes:
    """RFC 5869 with SHA-256, for the 32 bytes of one block."""
    extracted = hmac.digest(salt, key, "sha256")
    return hmac.digest(extracted, info.encode("ascii") + b"\x01", "sha256")


def canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def bound(slot: dict[str, Any], header: dict[str, Any]) -> str:
    chosen = {name: slot[name] for name in ("aead", "id", "kdf", "kind")}
    return canonical(chosen | {name: header[name] for name in ("fmt", "normalisation", "v", "vault_id")})


def test_the_checksum_and_the_hmac_of_the_header() -> None:
    text = VECTORS["keys_json"]
    header = json.loads(text)
    assert canonical(header) == text
    checksum = header.pop("sha256")
    assert hashlib.sha256(canonical(header).encode()).hexdigest() == checksum == VECTORS["sha256"]
    mac = header.pop("mac")
    assert canonical(header) == VECTORS["signed"]
    key = octets(VECTORS["subkeys"]["header-mac"]["key"])
    assert hmac.digest(key, VECTORS["signed"].encode(), "sha256").hex() == mac == VECTORS["mac"]


def test_the_passphrase_gives_the_vault_key() -> None:
    header = json.loads(VECTORS["keys_json"])
    slot = header["slots"][0]
    prepared = unicodedata.normalize("NFC", PASSPHRASE["typed"]).encode()
    assert prepared != PASSPHRASE["typed"].encode()
    assert prepared == octets(PASSPHRASE["prepared"])
    kdf = slot["kdf"]
    salt = base64.b64decode(kdf["salt"])
    wrapping = Argon2id(
        salt=salt, length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m"]
    ).derive(prepared)
    assert (salt.hex(), wrapping.hex()) == (PASSPHRASE["salt"], PASSPHRASE["wrapping_key"])
    assert bound(slot, header) == PASSPHRASE["bound"]
    nonce, ct = (base64.b64decode(slot[name]) for name in ("nonce", "ct"))
    assert (nonce.hex(), ct.hex()) == (PASSPHRASE["nonce"], PASSPHRASE["ct"])
    assert AESGCM(wrapping).decrypt(nonce, ct, PASSPHRASE["bound"].encode()).hex() == VECTORS["vault_key"]


def test_the_recovery_key_gives_the_vault_key() -> None:
    header = json.loads(VECTORS["keys_json"])
    slot = header["slots"][1]
    characters = RECOVERY["text"].replace("-", "")
    number = sum(BASE32.index(one) << 5 * (31 - place) for place, one in enumerate(characters[:32]))
    secret = number.to_bytes(20, "big")
    assert secret == octets(RECOVERY["secret"])
    wrapping = hkdf(secret, base64.b64decode(slot["kdf"]["salt"]), RECOVERY["info"])
    assert wrapping.hex() == RECOVERY["wrapping_key"]
    assert bound(slot, header) == RECOVERY["bound"]
    nonce, ct = (base64.b64decode(slot[name]) for name in ("nonce", "ct"))
    assert AESGCM(wrapping).decrypt(nonce, ct, RECOVERY["bound"].encode()).hex() == VECTORS["vault_key"]


@pytest.mark.parametrize("text", [*VECTORS["recovery_texts"], RECOVERY], ids=lambda vector: vector["text"])
def test_the_check_group_of_a_recovery_key(text: dict[str, str]) -> None:
    number = int(text["secret"], 16)
    spelled = "".join(BASE32[number >> 5 * place & 31] for place in reversed(range(32)))
    check = number % 1048573
    spelled += "".join(BASE32[check >> 5 * place & 31] for place in reversed(range(4)))
    assert "-".join(spelled[start : start + 4] for start in range(0, 36, 4)) == text["text"]


def test_the_subkeys() -> None:
    assert set(VECTORS["subkeys"]) == {"db", "attachments", "header-mac"}
    for subkey in VECTORS["subkeys"].values():
        derived = hkdf(octets(VECTORS["vault_key"]), octets(VECTORS["vault_id"]), subkey["info"])
        assert derived.hex() == subkey["key"]


def test_the_database_can_be_read_without_the_cipher_library() -> None:
    data = base64.b64decode(DATABASE["file"])
    key = octets(VECTORS["subkeys"]["db"]["key"])
    mac_salt = bytes(byte ^ 0x3A for byte in data[:SALT])
    mac_key = hashlib.pbkdf2_hmac("sha512", key, mac_salt, 2, 32)
    clear = bytearray()
    for number, start in enumerate(range(0, len(data), PAGE), 1):
        page = data[start + (SALT if number == 1 else 0) : start + PAGE]
        body, iv, mac = page[:-RESERVED], page[-RESERVED : -RESERVED + IV], page[-RESERVED + IV :]
        signed = body + iv + number.to_bytes(4, "little")
        assert hmac.digest(mac_key, signed, "sha512") == mac
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        clear += (b"SQLite format 3\x00" if number == 1 else b"") + decryptor.update(body) + bytes(RESERVED)
    clear[18:20] = b"\x01\x01"  # An image in memory has no log beside it.
    con = sqlite3.connect(":memory:")
    con.deserialize(bytes(clear))
    assert con.execute("SELECT vault_id FROM vault").fetchall() == [(octets(VECTORS["vault_id"]),)]
    assert con.execute("SELECT text FROM note").fetchall() == [(DATABASE["text"],)]
    con.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mentor.vault"
    folder.mkdir()
    (folder / "keys.json").write_text(VECTORS["keys_json"], encoding="ascii")
    (folder / "notes.db").write_bytes(base64.b64decode(DATABASE["file"]))
    return folder


def test_the_program_opens_the_published_vault(folder: Path) -> None:
    for secret in ({"passphrase": PASSPHRASE["typed"]}, {"recovery_key": RECOVERY["text"]}):
        with vault.open_vault(folder, **secret) as opened:
            assert opened.vault_id == VECTORS["vault_id"]
            assert opened.check() == []
            assert opened.connect("reader").execute("SELECT text FROM note").fetchall() == [
                (DATABASE["text"],)
            ]
    assert (folder / "keys.json").read_text(encoding="ascii") == VECTORS["keys_json"]


@pytest.mark.parametrize("refused", VECTORS["refused"], ids=lambda refused: refused["why"])
def test_the_program_refuses_the_published_forgeries(folder: Path, refused: dict[str, str]) -> None:
    assert refused["keys_json"] != VECTORS["keys_json"]
    (folder / "keys.json").write_text(refused["keys_json"], encoding="ascii")
    with pytest.raises(getattr(vault, refused["error"])):
        vault.open_vault(folder, passphrase=PASSPHRASE["typed"])
