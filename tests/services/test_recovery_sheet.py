"""The recovery key on paper: every group, in order, readable, and written whole."""

import stat
from pathlib import Path

import pytest

from mentor_desktop.exporters.errors import CannotWrite, FileExists
from mentor_desktop.services import recovery_sheet as sheet
from mentor_desktop.services import vaults
from mentor_desktop.vault import parse_recovery_key

KEY = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0001"


def test_a_new_key_is_one_the_vault_takes_and_never_the_same() -> None:
    first, second = vaults.new_recovery_key(), vaults.new_recovery_key()
    assert first != second
    assert len(sheet.groups(first)) == 9
    parse_recovery_key(first)


def test_the_text_can_be_typed_back() -> None:
    _title, _gap, *lines = sheet.text(KEY).splitlines()
    assert " ".join(lines[:3]).split() == list(sheet.groups(KEY))


def test_the_page_holds_every_group_and_nothing_to_load() -> None:
    html = sheet.page(KEY)
    assert [html.count(f">{group}<") for group in sheet.groups(KEY)] == [1] * 9
    assert "://" not in html


def test_it_is_written_whole_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / sheet.FILE_NAME
    sheet.save(KEY, path)
    assert path.read_text("utf-8") == sheet.text(KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_key_of_another_vault_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / sheet.FILE_NAME
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
