"""What tests share: a clock that stands still until told to move, and real vaults made cheaply."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from mentor_desktop.domain.ids import MINUTE, Millis
from mentor_desktop.domain.sessionclock import Reading
from mentor_desktop.domain.when import When, instant
from mentor_desktop.services import sample, vaults
from mentor_desktop.services.vaults import Opened
from mentor_desktop.vault import Work

PASSPHRASE = "correct horse battery staple"
CHEAP = Work(memory_kib=19 * 1024, passes=1, lanes=1)  # the least the header allows
HOME = "Europe/Stockholm"
PICTURED = datetime(2026, 11, 24, 11, 40)  # the moment the reference pictures show


class HandClock:
    """All clocks of a computer, moved by hand. Starts at a wall time in Stockholm."""

    def __init__(self, wall: datetime = PICTURED, zone: str = HOME) -> None:
        self.utc = instant(When(wall, HOME))
        self.boot = 5_000_000
        self.awake = 4_000_000
        self.boot_id = "first"
        self._zone = zone

    def reading(self) -> Reading:
        """One look at all of them."""
        return Reading(self.utc, self.boot, self.awake, self.boot_id)

    def zone(self) -> str:
        """The computer's zone."""
        return self._zone

    def pass_ms(self, ms: int) -> None:
        """Time goes by."""
        self.utc = Millis(self.utc + ms)
        self.boot += ms
        self.awake += ms

    def pass_minutes(self, minutes: float) -> None:
        """Time goes by."""
        self.pass_ms(round(minutes * MINUTE))

    def fall_asleep(self, minutes: float) -> None:
        """The laptop sleeps."""
        ms = round(minutes * MINUTE)
        self.utc = Millis(self.utc + ms)
        self.boot += ms

    def set_wall(self, ms: int) -> None:
        """Someone changes the wall clock by this much; the steady clocks do not care."""
        self.utc = Millis(self.utc + ms)

    def restart(self, minutes: float) -> None:
        """The computer is restarted."""
        self.utc = Millis(self.utc + round(minutes * MINUTE))
        self.boot, self.awake, self.boot_id = 10_000, 10_000, self.boot_id + "'"


def empty_vault(folder: Path, clock: HandClock | None = None, name: str = "Maya Lind") -> Opened:
    """A new vault with nobody but its user in it."""
    return vaults.create(folder, PASSPHRASE, name, HOME, work=CHEAP, clock=clock)[0]


def sample_vault(folder: Path, clock: HandClock | None = None) -> Opened:
    """A new vault with the sample data."""
    opened = empty_vault(folder, clock)
    sample.fill(opened.desk)
    return opened


def reopened(folder: Path, clock: HandClock | None = None) -> Opened:
    """The vault opened again."""
    return vaults.open_vault(folder, passphrase=PASSPHRASE, clock=clock)


def dump(opened: Opened) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the index's own too; equal dumps mean that nothing was changed."""
    con = opened.vault.connect("short")
    try:
        names = [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables: dict[str, list[tuple[object, ...]]] = {}
        for name in sorted(names):
            if name != "found_text":  # contentless: its words lie in the tables behind it
                rows = con.execute(f'SELECT * FROM "{name}"').fetchall()
                tables[name] = sorted(rows, key=repr)
        return tables
    finally:
        con.close()


def held_words(opened: Opened, words: Sequence[str]) -> list[str]:
    """Which of these words stand anywhere in the decrypted pages, in any case, rows and index alike."""
    con = opened.vault.connect("short")
    try:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        plain = opened.vault.folder.parent / "plain.db"
        con.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        con.execute("SELECT sqlcipher_export('plain')").fetchall()
        con.execute("DETACH DATABASE plain")
        pages = plain.read_bytes()
        plain.unlink()
    finally:
        con.close()
    return [word for word in words if word.casefold().encode() in pages.lower()]


def plain_pages(opened: Opened) -> list[bytes]:
    """Every page of the file, decrypted, free ones too; the first one is page 1."""
    con = opened.vault.connect("short")
    try:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        con.close()
    cipher = algorithms.AES(bytes(opened.vault._database_key))
    data, pages = (opened.vault.folder / "notes.db").read_bytes(), []
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        opener = Cipher(cipher, modes.CBC(page[-80:-64])).decryptor()
        beginning = b"SQLite format 3\0" if start == 0 else b""
        pages.append(beginning + opener.update(page[len(beginning) : -80]))
    return pages


def held_in_pages(opened: Opened, words: Sequence[str]) -> list[str]:
    """Which of these words stand in any decrypted page of the file, in free pages and unused corners too."""
    plain = b"\n".join(plain_pages(opened)).lower()
    return [word for word in words if word.casefold().encode() in plain]
