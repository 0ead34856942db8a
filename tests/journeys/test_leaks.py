"""Nothing that was typed lies anywhere in clear, nothing of it leaves, and no title bar names anyone."""

from __future__ import annotations

import base64
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.journeys.real import Real
from tests.journeys.steps import OWN, ready_vault

FIELDS = (
    "name", "what they do", "link", "intention", "preparation", "part", "private", "shared", "moment",
    "promise", "mattered", "line", "item", "opening", "filter", "search", "draft",
)  # fmt: skip


def encodings(marker: str) -> list[bytes]:
    """A marker as it could lie in a file: text in three encodings, hexadecimal, base64 at each offset."""
    plain = marker.encode()
    shapes = [plain, plain.upper(), marker.encode("utf-16-le"), marker.encode("utf-16-be"),
              plain.hex().encode(), plain.hex().upper().encode()]  # fmt: skip
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain)
        shapes.append(coded[4 if offset else 0 : len(coded) - 4])  # less the letters its neighbours change
    return shapes


def leaks(folders: Iterable[Path], markers: dict[str, str]) -> list[str]:
    """Which markers lie in which files, names of files included."""
    found = []
    wanted = {field: encodings(marker) for field, marker in markers.items()}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            held = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            held += b"\n" + os.fsencode(path.relative_to(folder))
            for field, shapes in wanted.items():
                if any(shape in held for shape in shapes):
                    found.append(f"{field} in {path.name}")
    return found


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    marker = "qzmarkerqz"
    for number, shape in enumerate(encodings(marker)):
        (tmp_path / str(number)).write_bytes(b"\1\2" + shape + b"\3")
    assert len(leaks([tmp_path], {"name": marker})) == len(encodings(marker))
    coded = base64.b64encode(b"a letter more: " + marker.encode() + b" and words after it")
    (tmp_path / "coded").write_bytes(coded)
    assert "name in coded" in leaks([tmp_path], {"name": marker})


def test_a_whole_journey_leaves_no_word_in_clear_and_opens_no_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    markers = {field: f"qz{secrets.token_hex(6)}zq" for field in FIELDS}
    vault, calls = tmp_path / "mentor.vault", tmp_path / "calls"
    ready_vault(vault)
    markers["passphrase"] = OWN.split()[0] + " " + OWN.split()[1]
    alone, seen = _without_network(), _seen_by(calls)
    watched = [*alone, *seen]
    folders = [tmp_path, Path(os.environ["HOME"])]
    with Real(vault, tmp_path, before=watched) as real:
        _type_everywhere(real, markers)
        assert leaks(folders, markers) == []
        assert set(real.do("titles")) <= {"", "Mentor Desktop"}
        os.kill(real.do("pid"), signal.SIGKILL)
        real.ended()
        assert real.complaints() == []
    assert leaks(folders, markers) == []
    if seen:
        told = calls.read_text()
        assert "AF_UNIX" in told  # the program's own start is seen
        assert set(re.findall(r"\bAF_\w+", told)) == {"AF_UNIX"}
    if not watched:
        with capsys.disabled():
            sys.stdout.write("\n  neither strace nor unshare: the network was not looked at\n")


def _without_network() -> list[str]:
    """What runs the program where there is no network at all; nothing where the system does not let us."""
    alone = ["unshare", "--map-root-user", "--net"]
    if (
        shutil.which("unshare")
        and not subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        return alone
    return []


def _seen_by(calls: Path) -> list[str]:
    """What runs the program and writes down each of its calls to the network, where it is there."""
    if shutil.which("strace"):
        return ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(calls)]
    return []


def _type_everywhere(real: Real, marker: dict[str, str]) -> None:
    def typed(field: str) -> tuple[str, str]:
        return ("write", marker[field])

    real.steps(
        ("until_focused", "Passphrase"), ("write", OWN), ("press", "Return"), ("until_page", "today"),
        ("until_focused", "Next session"), ("press", "Ctrl+Shift+N"), ("until_focused", "Name"),
        typed("name"),
        ("tab_to", "What they do"), typed("what they do"), ("press", "Ctrl+Return"),
        ("until_said", f"{marker['name']} added."), ("press", "Ctrl+F"), typed("filter"), ("press", "Escape"),
        ("press", "Ctrl+1"), ("until_focused", "Next session"), ("press", "Ctrl+N"),
        ("until_said", "Plan and prepare"), ("until_focused", "Type a name"), typed("name"),
        ("press", "Return"),
        ("until_said", "take out again"), ("tab_to", "Link"), ("write", "https://call.example/"),
        typed("link"),
        ("press", "Ctrl+Return"), ("until_page", "prepare"), ("until_focused", "Agenda template"),
        ("press", "Down"), ("press", "B"), ("press", "Return"), ("until_said", "50 of 50"),
        ("tab_to", "My intention, private"), typed("intention"), ("until_saved",),
        ("tab_to", "Check in"), ("press", "Return"), ("until_focused", "Title of the part"),
        ("replace", marker["part"]), ("press", "Return"), ("until_said", f"{marker['part']}, 5 min"),
        ("tab_to", "Write: Private"), ("press", "Return"), ("until_focused", "Private preparation notes"),
        typed("preparation"), ("until_saved",),
        ("tab_to", "Start session"), ("press", "Return"), ("until_focused", "Note."),
        typed("private"), ("press", "Return"), ("until_said", "1 private"),
        typed("shared"), ("press", "Ctrl+Return"), ("until_said", "1 shared"),
        ("write", "/moment "), typed("moment"), ("press", "Return"), ("until_said", "2 private"),
        ("write", "/promise Maya: "), typed("promise"), ("write", " in 3 days"), ("press", "Return"),
        ("until_said", "3 private"), ("press", "Ctrl+Shift+W"), ("until_focused", "What mattered"),
        typed("mattered"), ("press", "Return"), ("until_focused", "Suggested promise"), ("press", "Return"),
        ("until_focused", "Add a promise"), ("write", "Maya: "), typed("line"), ("write", " Fri"),
        ("press", "Return"), ("until_said", f"Promise: Maya, {marker['line']}"),
        ("tab_to", "Add an item"), typed("item"), ("press", "Return"), ("until_said", marker["item"]),
        ("tab_to", "Opening line"), typed("opening"), ("until_saved",),
        ("press", "Ctrl+K"), typed("search"), ("press", "Escape"),
        ("press", "Ctrl+1"), ("until_focused", "Next session"), ("tab_to", "Start session"),
        ("press", "Return"), ("until_focused", "Note."), typed("draft"), ("until_saved",),
    )  # fmt: skip
