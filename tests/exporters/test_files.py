import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.exporters.errors import CannotWrite, FileExists
from mentor_desktop.exporters.files import LONGEST_NAME, safe_name, write_new
from mentor_desktop.vault.vault import ATTACHMENTS, DATABASE, HEADER


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Session 7 · 24 November 2026", "Session 7 · 24 November 2026.pdf"),
        ("../../x", "x.pdf"),
        ("a/b\\c:d", "a-b-c-d.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.txt", "_nul.txt.pdf"),
        ("com¹", "_com¹.pdf"),
        ("Lpt9 ", "_Lpt9.pdf"),
        ("CONSOLE", "CONSOLE.pdf"),
        ("trailing dots. . .", "trailing dots.pdf"),
        ("-rf", "rf.pdf"),
        (".hidden", "hidden.pdf"),
        ("~home", "home.pdf"),
        ("exe\u202efdp.txt", "exefdp.txt.pdf"),
        ("line\nbreak\ttab\x00nul", "line break tabnul.pdf"),
        ("e\u0301", "\u00e9.pdf"),
        ("😀", "😀.pdf"),
        ("", "_.pdf"),
        ("...", "_.pdf"),
        ("\ud800", "\ufffd.pdf"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert safe_name(title, ".pdf") == safe_name(title, "pdf") == name


def test_a_long_name_is_cut_between_letters() -> None:
    name = safe_name("ü" * 300, "docx")
    assert len(name.encode()) <= LONGEST_NAME
    assert set(name.removesuffix(".docx")) == {"ü"}


@pytest.mark.parametrize("suffix", ["", "../x", "pdf ", "PDF\x00", "a.b", "verylongsuffix"])
def test_a_suffix_is_only_a_suffix(suffix: str) -> None:
    with pytest.raises(ValueError, match="suffix"):
        safe_name("a", suffix)


@given(
    st.one_of(
        st.text(), st.text(alphabet='./\\:*?"<>| \t\n\x00CONulaxcomlpt19\u202e-~$'), st.text(min_size=200)
    )
)
def test_any_title_makes_a_name_for_three_systems(title: str) -> None:
    name = safe_name(title, "pdf")
    stem = name.removesuffix(".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= LONGEST_NAME
    assert not set(name) & set('<>:"/\\|?*\x00\n\r\t\x7f\u202e\u200f')
    assert stem
    assert stem[0] not in ".-~ "
    assert stem[-1] not in ". "
    assert stem.partition(".")[0].strip().upper() not in {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "COM1",
        "LPT9",
        "CONIN$",
    }
    assert safe_name(stem, "pdf") == name


def test_a_file_is_whole_and_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_new(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["a.pdf"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_needs_a_yes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileExists) as refused:
        write_new(path, b"new")
    assert str(tmp_path) not in str(refused.value)
    assert path.read_bytes() == b"old"
    write_new(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "a.pdf"
    fsync = os.fsync

    def somebody_else_is_quicker(handle: int) -> None:
        fsync(handle)
        path.write_bytes(b"theirs")

    def refuse(*_names: object) -> None:
        raise PermissionError(1, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "fsync", somebody_else_is_quicker)
    with pytest.raises(FileExists):
        write_new(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExists):
        write_new(tmp_path / "a.pdf", b"x")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_system_without_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
    with pytest.raises(FileExists):
        write_new(tmp_path / "a.pdf", b"y")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_whatever_stops_it_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def fail(_handle: int) -> None:
        raise stop

    (tmp_path / "old.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    for name, overwrite in (("new.pdf", False), ("old.pdf", True)):
        with pytest.raises((KeyboardInterrupt, CannotWrite)):
            write_new(tmp_path / name, b"x", overwrite=overwrite)
    assert os.listdir(tmp_path) == ["old.pdf"]
    assert (tmp_path / "old.pdf").read_bytes() == b"old"


def test_a_refusal_of_the_system_names_no_path(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / "Amara" / "a.pdf", b"x")
    assert "Amara" not in str(refused.value)
    assert str(refused.value)
    assert refused.value.number


def test_a_folder_is_no_file_to_write_over(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(CannotWrite):
        write_new(tmp_path / "a.pdf", b"x", overwrite=True)
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("place", [DATABASE, "summary.md", f"{ATTACHMENTS}/summary.md"])
def test_nothing_is_written_into_a_vault(tmp_path: Path, place: str) -> None:
    vault = tmp_path / "mentor.vault"
    (vault / ATTACHMENTS).mkdir(parents=True)
    for name in (HEADER, DATABASE):
        (vault / name).write_bytes(name.encode())
    linked = tmp_path / "linked"
    linked.symlink_to(vault)
    before = sorted(tmp_path.rglob("*"))
    for way in (vault / place, linked / place, tmp_path / "linked" / ATTACHMENTS / ".." / place):
        with pytest.raises(CannotWrite):
            write_new(way, b"words", overwrite=True)
    assert sorted(tmp_path.rglob("*")) == before
    assert (vault / DATABASE).read_bytes() == DATABASE.encode()
