"""What this laptop remembers outside any vault: the look, where windows lay, and which vaults were opened.

It names nobody. One small JSON file, readable by its owner alone, replaced whole at each change; whatever in
it is unsound counts as never set. May import the standard library, platformdirs and the table of settings;
nothing of the vault, since it is read before the first window is painted.
"""

import contextlib
import json
import os
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mentor_desktop.services.logs import Log
from mentor_desktop.services.setting_table import BY_NAME, sound

FILE = "device.json"
PROGRAM = "mentor-desktop"
RECENT = 8  # vaults remembered
_PLACES = 64
_NUMBERS = 16
_LARGEST = 1 << 20  # bytes of the file that are read at all
_WIDEST = 1 << 20  # a length on any screen, in pixels
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}")


def config_folder() -> Path:
    """Where the platform wants a program's settings."""
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False)


def data_folder() -> Path:
    """Where the platform wants what a person makes with a program."""
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False)


class Device:
    """The settings of one laptop, and its log. Without a folder each lasts as long as the program."""

    def __init__(self, folder: Path | None = None, log_folder: Path | None = None) -> None:
        self._file = folder / FILE if folder is not None else None
        self._lock = threading.Lock()
        self._values = _read(self._file)
        self.places = WindowPlaces(self)
        self.log = Log(log_folder, lambda: bool(self.get("log")))

    def get(self, name: str) -> Any:
        """A setting of the table that is not kept in the vault, or its default; KeyError for any other."""
        setting = BY_NAME[name]
        if setting.in_vault:
            raise KeyError(name)
        value = self._part("settings").get(name, setting.default)
        return value if sound(setting, value) else setting.default

    def set(self, name: str, value: Any) -> None:
        """Change a setting; one that does not fit is refused with a sentence."""
        from mentor_desktop.services.settings import checked  # loads the store, which is there by then

        self.get(name)
        self._keep("settings", {name: checked(name, value)})

    def language(self) -> str:
        """The language chosen, as a BCP 47 tag, or "" for the system's."""
        value = self._values.get("language", "")
        return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else ""

    def recent_vaults(self) -> tuple[Path, ...]:
        """Vaults opened here, the last one first, whether or not they still exist."""
        kept = self._values.get("vaults", [])
        paths = kept if isinstance(kept, list) else []
        sane = (path for path in paths if isinstance(path, str) and path and "\0" not in path)
        return tuple(path for path in map(Path, sane) if path.is_absolute())[:RECENT]

    def remember_vault(self, folder: Path) -> None:
        """Put a vault first. May be called from any thread."""
        first = folder.absolute()
        with self._lock:
            others = [str(path) for path in self.recent_vaults() if path != first]
            self._values["vaults"] = [str(first), *others][:RECENT]
            self._write()

    def forget_vault(self, folder: Path) -> None:
        """Take a vault off the list; the vault itself is not touched."""
        with self._lock:
            self._values["vaults"] = [str(path) for path in self.recent_vaults() if path != folder.absolute()]
            self._write()

    def place(self, name: str) -> list[int] | None:
        """Numbers kept for a window or splitter, or None."""
        found = self._part("places").get(name)
        if not isinstance(found, list) or not 0 < len(found) <= _NUMBERS:
            return None
        sane = all(type(each) is int and abs(each) <= _WIDEST for each in found)
        return list(found) if sane else None

    def keep_place(self, name: str, values: Sequence[int]) -> None:
        """Keep numbers for a window or splitter."""
        if self.place(name) != list(values):
            self._keep("places", {name: [int(each) for each in values]})

    def _part(self, name: str) -> dict[str, Any]:
        part = self._values.get(name)
        return part if isinstance(part, dict) else {}

    def _keep(self, part: str, changed: dict[str, Any]) -> None:
        with self._lock:
            kept = {**self._part(part), **changed}
            self._values[part] = dict(list(kept.items())[-_PLACES:])
            self._write()

    def _write(self) -> None:
        """Replace the file. Where the disk refuses, the change lasts until the program ends."""
        if self._file is None:
            return
        # The window's lock sees to it that one program writes here, and this object's that one thread does.
        fresh = self._file.with_name(f".{FILE}.new")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)  # left by a crash
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="utf-8") as stream:
                json.dump(self._values, stream, indent=1)
            os.replace(fresh, self._file)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


class WindowPlaces:
    """Where windows and splitters lay, in the shape the main window asks for."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def get(self, name: str) -> list[int] | None:
        """What was kept under that name, or None."""
        return self._device.place(name)

    def set(self, name: str, values: Sequence[int]) -> None:
        """Keep numbers under that name."""
        self._device.keep_place(name, values)


def _read(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
