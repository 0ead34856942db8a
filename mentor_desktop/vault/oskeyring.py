"""A secret kept in the keyring of the operating system, for one extra keyslot.

A keyring may be absent, locked, slow or not what it says. Each call therefore has a time limit, only known
keyrings are used whatever the machine's configuration names, and what is written is read back. May import
keyring (at the first call), errors and the standard library.
"""

import base64
import hmac
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, TypeVar

from mentor_desktop.vault.errors import KeyringUnavailable
from mentor_desktop.vault.work import KEY_BYTES

T = TypeVar("T")

SERVICE = "Mentor Desktop"
SECONDS = 5.0
"""How long one call may take. A keyring that asks for its own password is often slower: then it is unlocked
by the next try."""

ALLOWED = (
    "keyring.backends.SecretService:Keyring",
    "keyring.backends.kwallet:DBusKeyring",
    "keyring.backends.macOS:Keyring",
    "keyring.backends.Windows:WinVaultKeyring",
)
"""The classes that keep a secret encrypted until the person has logged in. Nothing else is used, also no
class made from one of these."""

_OF_SYSTEM = {ALLOWED[2]: "darwin", ALLOWED[3]: "win32"}


class Backend(Protocol):
    """What is needed of a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove a secret."""
        ...


def find_backend() -> Backend:
    """The best keyring of this machine. Raises `KeyringUnavailable` where there is none.

    Environment variables and files that name another one are not asked: they could name one that keeps
    secrets in clear, or one that keeps nothing.
    """
    found: list[tuple[float, Any]] = []
    for name in ALLOWED:
        if _OF_SYSTEM.get(name, sys.platform) != sys.platform:  # loading one for nothing takes long
            continue
        module, _colon, attribute = name.partition(":")
        try:
            kind = getattr(import_module(module), attribute)
            found.append((float(kind.priority), kind))
        except Exception:  # each says in its own way that it is not for this machine
            continue
    if not found:
        raise KeyringUnavailable("no keyring")
    backend: Backend = max(found, key=lambda each: each[0])[1]()
    return backend


def is_allowed(backend: object) -> bool:
    """Whether this is one of the known keyrings itself."""
    kind = type(backend)
    return f"{kind.__module__}:{kind.__qualname__}" in ALLOWED


class OsKeyring:
    """The keyring, asked with patience. `find` and `allowed` are replaced in tests alone."""

    def __init__(
        self,
        find: Callable[[], Backend] = find_backend,
        allowed: Callable[[object], bool] = is_allowed,
        seconds: float = SECONDS,
    ) -> None:
        self._find, self._allowed, self._seconds = find, allowed, seconds

    def keep(self, name: str, secret: bytearray) -> None:
        """Write a secret under a name and read it back. Raises `KeyringUnavailable`."""
        spelled = base64.b64encode(secret).decode("ascii")
        self._limited(lambda keyring: keyring.set_password(SERVICE, name, spelled))
        if not hmac.compare_digest(self.read(name), secret):
            raise KeyringUnavailable("other bytes read back")

    def read(self, name: str) -> bytearray:
        """Return the secret of 32 bytes kept under a name. Raises `KeyringUnavailable`."""
        spelled = self._limited(lambda keyring: keyring.get_password(SERVICE, name))
        try:
            secret = bytearray(base64.b64decode(spelled or "", validate=True))
        except (TypeError, ValueError):
            raise KeyringUnavailable("no secret of ours") from None
        if len(secret) != KEY_BYTES:
            raise KeyringUnavailable("no secret of ours")
        return secret

    def remove(self, name: str) -> None:
        """Remove what is kept under a name, if there is anything. Raises `KeyringUnavailable`."""

        def gone(keyring: Backend) -> None:
            if keyring.get_password(SERVICE, name) is not None:
                keyring.delete_password(SERVICE, name)

        self._limited(gone)

    def _limited(self, call: Callable[[Backend], T]) -> T:
        """What a call answers in time. One that hangs is left in a thread that keeps nobody waiting."""
        answers: list[T] = []
        done = threading.Event()

        def work() -> None:
            try:
                keyring = self._find()
                if self._allowed(keyring):
                    answers.append(call(keyring))
            except Exception:  # any failure is the same to us: there is no answer
                answers.clear()
            finally:
                done.set()

        threading.Thread(target=work, name="keyring", daemon=True).start()
        if not done.wait(self._seconds):
            raise KeyringUnavailable("no answer in time")
        if not answers:
            raise KeyringUnavailable("refused")
        return answers[0]
