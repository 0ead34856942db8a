"""The recovery key on paper: every group, in order, readable, and written whole."""

import io
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from mentor_desktop.exporters import sheet_pdf
from mentor_desktop.exporters.errors import CannotWrite, FileExists
from mentor_desktop.services import recovery_sheet as sheet
from mentor_desktop.services import vaults
from mentor_desktop.vault import parse_recovery_key
from mentor_desktop.vault.backup_file import SUFFIX

ABOUT = sheet.About("mentor.vault", "0f" * 16, date(2026, 11, 24))
KEY = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0001"


def test_a_new_key_is_one_the_vault_takes_and_never_the_same() -> None:
    first, second = vaults.new_recovery_key(), vaults.new_recovery_key()
    assert first != second
    assert len(sheet.groups(first)) == 9
    parse_recovery_key(first)


def test_the_text_can_be_typed_back() -> None:
    _title, _gap, *lines = sheet.text(KEY, ABOUT).splitlines()
    assert " ".join(lines[:3]).split() == list(sheet.groups(KEY))


def test_the_page_holds_every_group_and_nothing_to_load() -> None:
    html = sheet.page(KEY)
    assert [html.count(f">{group}<") for group in sheet.groups(KEY)] == [1] * 9
    assert "://" not in html


def test_it_tells_the_way_for_whoever_has_lost_the_vault_too() -> None:
    for sheet_of_paper in (sheet.text(KEY), sheet.page(KEY)):
        assert "Restore from a backup" in sheet_of_paper
        assert f"ends in {SUFFIX}." in sheet_of_paper


def test_it_is_written_whole_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "key.txt"
    sheet.save(KEY, path)
    assert path.read_text("utf-8") == sheet.text(KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_key_of_another_vault_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.txt"
    path.write_text("something older", "utf-8")
    with pytest.raises(FileExists):
        sheet.save(KEY, path)
    assert path.read_text("utf-8") == "something older"


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        sheet.save(KEY, tmp_path / "none" / "key.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["0123", " o1 23 ", "OI23", "0l23"])
def test_slips_of_the_pen_are_forgiven(typed: str) -> None:
    assert sheet.same_group(typed, "0123")


@pytest.mark.parametrize("typed", ["", "0124", "012", "01234", "1023"])
def test_another_group_is_not(typed: str) -> None:
    assert not sheet.same_group(typed, "0123")


def test_the_sheet_says_which_vault_it_opens_and_how() -> None:
    for said in (sheet.text(KEY, ABOUT), sheet.page(KEY, ABOUT)):
        assert "mentor.vault" in said
        assert ABOUT.vault_id in said
        assert "24" in said
        assert "letter O" in said
    assert "Number of the vault" not in sheet.text(KEY)


def test_the_pdf_is_tagged_and_whole(tmp_path: Path) -> None:
    path = tmp_path / sheet.FILE_NAME
    sheet.save(KEY, path, ABOUT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pikepdf.open(path) as file:
        assert len(file.pages) == 1
        assert file.Root.MarkInfo.Marked
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert KEY not in repr(sheet_pdf.Sheet("", "", "", (KEY,), "", "", (), "", (), ""))


def test_the_code_holds_the_key() -> None:
    for key in (KEY, *(vaults.new_recovery_key() for _each in range(20))):
        assert read_code([list(row) for row in sheet_pdf.code_of(key).matrix]) == key


def test_the_code_of_the_page_is_that_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from mentor_desktop.exporters import to_pdf

    drawn: list[str] = []

    def keep(_template: Path, values: dict[str, str]) -> bytes:
        drawn.append(values["code"])
        return b""

    monkeypatch.setattr(to_pdf, "compiled", keep)
    sheet.pdf(KEY)
    plain = io.BytesIO()
    sheet_pdf.code_of(KEY).save(plain, kind="svg", border=4, scale=4, xmldecl=False)
    assert re.findall(r' d="([^"]+)"', drawn[0]) == re.findall(r' d="([^"]+)"', plain.getvalue().decode())


# A reader of its own for QR codes of version 3 at level M (ISO/IEC 18004), which takes every module as seen.

SIZE, WORDS = 29, 44  # modules on a side; codewords of data, in one block
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2, lambda y, x: y % 2, lambda y, x: x % 3, lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2, lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)  # fmt: skip


def reserved(y: int, x: int) -> bool:
    """Finders with their formats, timing and the one alignment pattern."""
    corner = (y < 9 and (x < 9 or x >= SIZE - 8)) or (y >= SIZE - 8 and x < 9)
    return corner or 6 in (y, x) or (20 <= y <= 24 and 20 <= x <= 24)


def read_code(seen: list[list[int]]) -> str:
    """The alphanumeric text of a code."""
    assert (len(seen), len(seen[0])) == (SIZE, SIZE)
    strip = "".join(str(seen[8][x]) for x in (0, 1, 2, 3, 4, 5, 7, 8))
    kind = int(strip[:5], 2) ^ 0b10101
    assert kind >> 3 == 0b00  # level M
    mask = MASKS[kind & 7]
    bits, x, upwards = [], SIZE - 1, True
    while x > 0:
        if x == 6:  # the timing column has no partner
            x -= 1
        for y in range(SIZE - 1, -1, -1) if upwards else range(SIZE):
            bits += [seen[y][at] ^ (mask(y, at) == 0) for at in (x, x - 1) if not reserved(y, at)]
        x, upwards = x - 2, not upwards
    data = "".join(str(int(bit)) for bit in bits)[: WORDS * 8]
    assert data[:4] == "0010"  # alphanumeric
    length, at, found = int(data[4:13], 2), 13, ""
    while len(found) < length - 1:
        pair = int(data[at : at + 11], 2)
        found, at = found + LETTERS[pair // 45] + LETTERS[pair % 45], at + 11
    return found + (LETTERS[int(data[at : at + 6], 2)] if len(found) < length else "")
