"""What the laptop remembers: kept whole, kept private, and never a reason not to start."""

import json
import stat
import threading
from pathlib import Path

import pytest

from mentor_desktop.services import device as devices
from mentor_desktop.services.device import FILE, RECENT, Device
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.setting_table import TABLE

NAMES = [each.name for each in TABLE if not each.in_vault]


def written(folder: Path, words: str) -> Device:
    (folder / FILE).write_text(words, "utf-8")
    return Device(folder)


def test_everything_is_the_default_at_first(tmp_path: Path) -> None:
    device = Device(tmp_path / "none")
    assert {name: device.get(name) for name in NAMES} == {
        each.name: each.default for each in TABLE if not each.in_vault
    }
    assert device.recent_vaults() == ()
    assert device.language() == ""
    assert device.places.get("window") is None
    assert not (tmp_path / "none").exists()


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    device = Device(tmp_path / "new")
    device.set("theme", "dark")
    device.set("text_percent", 140)
    device.places.set("window", [1, 2, 1280, 800, 0])
    device.remember_vault(tmp_path / "one.vault")
    again = Device(tmp_path / "new")
    assert (again.get("theme"), again.get("text_percent"), again.get("less_motion")) == ("dark", 140, False)
    assert again.places.get("window") == [1, 2, 1280, 800, 0]
    assert again.recent_vaults() == (tmp_path / "one.vault",)


def test_the_file_is_its_owners_alone_and_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    device = Device(folder)
    device.set("theme", "dark")
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    before = (folder / FILE).stat().st_ino
    device.set("theme", "light")
    assert (folder / FILE).stat().st_ino != before
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_a_leftover_of_a_crash_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f".{FILE}.new").write_text("half", "utf-8")
    Device(tmp_path).set("theme", "dark")
    assert Device(tmp_path).get("theme") == "dark"


@pytest.mark.parametrize("words", ["", "{", "[]", "null", '"dark"', "\0", '{"settings": [1]}', "[" * 100_000])
def test_an_unreadable_file_counts_as_none(tmp_path: Path, words: str) -> None:
    device = written(tmp_path, words)
    assert device.get("theme") == "system"
    device.set("theme", "dark")
    assert Device(tmp_path).get("theme") == "dark"


@pytest.mark.parametrize(
    "settings",
    [
        {"theme": "pink"}, {"theme": 3}, {"theme": ["dark"]}, {"text_percent": 900}, {"text_percent": True},
        {"less_motion": 1},
    ],
)  # fmt: skip
def test_an_unsound_value_is_the_default(tmp_path: Path, settings: dict[str, object]) -> None:
    device = written(tmp_path, json.dumps({"settings": settings}))
    for name in settings:
        assert device.get(name) == next(each.default for each in TABLE if each.name == name)


@pytest.mark.parametrize("kept", [7, "window", [], ["1"], [1.5], [True], [1] * 99, [1 << 40]])
def test_an_unsound_place_is_none(tmp_path: Path, kept: object) -> None:
    assert written(tmp_path, json.dumps({"places": {"window": kept}})).places.get("window") is None


@pytest.mark.parametrize("kept", [7, "x", [3], ["relative/one.vault"], [""], ["/a\0b"]])
def test_unsound_vaults_are_left_out(tmp_path: Path, kept: object) -> None:
    assert written(tmp_path, json.dumps({"vaults": kept})).recent_vaults() == ()


@pytest.mark.parametrize(
    ("kept", "read"), [("de", "de"), ("pt-BR", "pt-BR"), ("../x", ""), (3, ""), ("", "")]
)
def test_only_a_tag_is_a_language(tmp_path: Path, kept: object, read: str) -> None:
    assert written(tmp_path, json.dumps({"language": kept})).language() == read


def test_a_value_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    device = Device(tmp_path)
    with pytest.raises(Refused):
        device.set("theme", "pink")
    with pytest.raises(Refused):
        device.set("text_percent", 10)
    with pytest.raises(KeyError):
        device.set("session_minutes", 50)
    with pytest.raises(KeyError):
        device.get("no such setting")
    assert not (tmp_path / FILE).exists()


def test_the_last_vault_comes_first_once_and_old_ones_go(tmp_path: Path) -> None:
    device = Device(tmp_path)
    for number in range(RECENT + 3):
        device.remember_vault(tmp_path / f"{number}.vault")
    device.remember_vault(tmp_path / "5.vault")
    kept = [path.stem for path in device.recent_vaults()]
    assert kept[:2] == ["5", str(RECENT + 2)]
    assert len(kept) == len(set(kept)) == RECENT
    device.forget_vault(tmp_path / "5.vault")
    assert tmp_path / "5.vault" not in Device(tmp_path).recent_vaults()


def test_a_disk_that_refuses_loses_nothing_before_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    device = Device(tmp_path / "file" / "folder")
    device.set("theme", "dark")
    assert device.get("theme") == "dark"


def test_without_a_folder_it_lasts_as_long_as_the_program() -> None:
    device = Device()
    device.set("theme", "dark")
    assert device.get("theme") == "dark"


def test_two_threads_may_write(tmp_path: Path) -> None:
    device = Device(tmp_path)

    def places() -> None:
        for number in range(50):
            device.places.set("window", [number])

    other = threading.Thread(target=places)
    other.start()
    for number in range(50):
        device.remember_vault(tmp_path / f"{number}.vault")
    other.join()
    again = Device(tmp_path)
    assert again.places.get("window") == [49]
    assert again.recent_vaults()[0] == tmp_path / "49.vault"


def test_the_platforms_folders_name_the_program() -> None:
    for folder in (devices.config_folder(), devices.data_folder()):
        assert devices.PROGRAM in folder.parts
