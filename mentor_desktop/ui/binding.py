"""Loads Qt's Python binding without what only developers of it need, before anything else of Qt is imported.

Left to itself the binding compiles its generator of type stubs and its parser of signatures at every start,
and from then on reads the source of every module that is imported, to learn whether names are to be switched
to another style. The first is put off until something asks for it, as the text of a TypeError does; the
second is turned off, since nothing here switches names. May import the standard library, and Qt's core.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_ROOT = "shibokensupport"
_LATER = (
    "signature.errorhandler",
    "signature.layout",
    "signature.parser",
    "signature.lib.enum_sig",
    "signature.lib.pyi_generator",
)


class Later(ModuleType):
    """A module that runs its code when it is first asked for a name that it has not got yet."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self.__package__ = spec.name.rpartition(".")[0]
        self._wanted = spec.name  # the binding gives the specification another name later on

    def __getattr__(self, name: str) -> Any:
        spec = self.__spec__
        if name.startswith("__") or spec is None or spec.loader is None:
            raise AttributeError(name)
        shown, spec.name = spec.name, self._wanted
        object.__setattr__(
            self, "__class__", ModuleType
        )  # from here on an ordinary one, also for what its own code imports
        try:
            spec.loader.exec_module(self)
        finally:
            spec.name = shown
        return getattr(self, name)


def load() -> None:
    """Import Qt's core so. Does nothing where it is loaded already."""
    if "PySide6.QtCore" in sys.modules:
        return
    ordinary = builtins.__import__
    builtins.__import__ = _putting_off(ordinary)
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        # The binding put functions of its own around it: for reading sources, and for `import *`.
        builtins.__import__ = ordinary


def _putting_off(ordinary: Any) -> Any:
    """An import that has `Later` modules ready when the binding begins to load its support."""

    def importing(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> ModuleType:
        if name == _ROOT and _ROOT not in sys.modules:
            finder = sys.meta_path[0]  # the binding's own, put there just now; or another, who knows none
            for each in _LATER:
                spec = finder.find_spec(f"{_ROOT}.{each}", None)
                if spec is not None:
                    sys.modules[spec.name] = Later(spec)
        found: ModuleType = ordinary(name, globals, locals, fromlist, level)
        return found

    return importing
