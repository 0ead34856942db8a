"""The keyring as an extra way in: whatever it does, the passphrase opens, and the slot stays."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import DAY, MINUTE
from mentor_desktop.services import keyring, vaults
from mentor_desktop.services.vaults import Opened, PassphraseDue
from mentor_desktop.vault import KeyringUnavailable, OsKeyring
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock, empty_vault, reopened

GOOD: Callable[[object], bool] = lambda _backend: True  # noqa: E731


class Held:
    """A keyring that keeps what it is given, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(Held):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("prompt dismissed")


class Lying(Held):
    def get_password(self, service: str, username: str) -> str | None:
        return "A" * 43 + "="


class Null(Held):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps nothing and says so to nobody."""


class Hanging(Held):
    def __init__(self, end: threading.Event) -> None:
        super().__init__()
        self._end = end

    def get_password(self, service: str, username: str) -> str | None:
        self._end.wait(30)
        return None


@pytest.fixture
def ended() -> Iterator[threading.Event]:
    """What lets go of a call that hangs, once the test is over."""
    end = threading.Event()
    yield end
    end.set()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def opened(tmp_path: Path, clock: HandClock) -> Iterator[Opened]:
    opened = empty_vault(tmp_path / "a.vault", clock)
    yield opened
    opened.close()


def asked(backend: Held, seconds: float = 5.0) -> OsKeyring:
    return OsKeyring(lambda: backend, GOOD, seconds)


def test_off_until_turned_on_and_gone_when_turned_off(opened: Opened, clock: HandClock) -> None:
    held, folder = Held(), opened.vault.folder
    assert not keyring.is_on(opened)
    assert not keyring.is_offered(folder)
    keyring.turn_on(opened, asked(held))
    assert keyring.is_on(opened)
    assert len(held.kept) == 1
    opened.close()
    assert keyring.is_offered(folder)
    again = keyring.open_vault(folder, clock=clock, keyring=asked(held))
    assert keyring.turn_off(again, asked(held))
    assert held.kept == {}
    assert not keyring.is_on(again)
    again.close()
    with pytest.raises(KeyringUnavailable):
        keyring.open_vault(folder, clock=clock, keyring=asked(held))


@pytest.mark.parametrize("kind", [Locked, Lying, Null])
def test_a_keyring_that_does_not_keep_what_it_is_given_is_not_turned_on(
    opened: Opened, kind: type[Held]
) -> None:
    before = (opened.vault.folder / "keys.json").read_bytes()
    with pytest.raises(KeyringUnavailable):
        keyring.turn_on(opened, asked(kind()))
    assert (opened.vault.folder / "keys.json").read_bytes() == before


def test_a_keyring_that_is_not_known_is_never_used(opened: Opened) -> None:
    held = Held()
    with pytest.raises(KeyringUnavailable):
        keyring.turn_on(opened, OsKeyring(lambda: held))  # a class of our own is in no list
    assert held.kept == {}


@pytest.mark.parametrize("kind", [Locked, Lying, Held])
def test_whatever_the_keyring_does_the_passphrase_opens_and_the_slot_stays(
    opened: Opened, clock: HandClock, kind: type[Held]
) -> None:
    folder = opened.vault.folder
    keyring.turn_on(opened, asked(Held()))
    opened.close()
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(KeyringUnavailable) as refused:
        keyring.open_vault(folder, clock=clock, keyring=asked(kind()))
    assert "passphrase" in vaults.sentence(refused.value)
    assert (folder / "keys.json").read_bytes() == before
    reopened(folder, clock).close()


def test_a_keyring_that_never_answers_keeps_nobody_waiting(
    opened: Opened, clock: HandClock, ended: threading.Event
) -> None:
    folder = opened.vault.folder
    keyring.turn_on(opened, asked(Held()))
    opened.close()
    with pytest.raises(KeyringUnavailable, match="in time"):
        keyring.open_vault(folder, clock=clock, keyring=asked(Hanging(ended), 0.05))
    reopened(folder, clock).close()


def test_turning_off_without_the_keyring_takes_the_slot_away(opened: Opened) -> None:
    keyring.turn_on(opened, asked(Held()))
    assert not keyring.turn_off(opened, asked(Locked()))
    assert not keyring.is_on(opened)
    assert keyring.turn_off(opened, asked(Locked()))  # there is nothing to take away


def test_the_passphrase_is_asked_for_after_fourteen_days(opened: Opened, clock: HandClock) -> None:
    held, folder = Held(), opened.vault.folder
    keyring.turn_on(opened, asked(held))
    opened.close()
    clock.pass_ms(14 * DAY - MINUTE)
    keyring.open_vault(folder, clock=clock, keyring=asked(held)).close()
    clock.pass_ms(MINUTE)
    with pytest.raises(PassphraseDue):
        keyring.open_vault(folder, clock=clock, keyring=asked(held))
    vaults.open_vault(folder, passphrase=PASSPHRASE, clock=clock).close()
    keyring.open_vault(folder, clock=clock, keyring=asked(held)).close()


def test_a_clock_set_back_asks_at_once(opened: Opened, clock: HandClock) -> None:
    held, folder = Held(), opened.vault.folder
    keyring.turn_on(opened, asked(held))
    opened.close()
    clock.pass_ms(10 * DAY)
    keyring.open_vault(folder, clock=clock, keyring=asked(held)).close()
    clock.set_wall(-5 * MINUTE)  # put right by the network
    keyring.open_vault(folder, clock=clock, keyring=asked(held)).close()
    clock.set_wall(-8 * DAY)
    with pytest.raises(PassphraseDue):
        keyring.open_vault(folder, clock=clock, keyring=asked(held))
    vaults.open_vault(folder, passphrase=PASSPHRASE, clock=clock).close()
    keyring.open_vault(folder, clock=clock, keyring=asked(held)).close()


def test_the_recovery_key_does_not_count_as_the_passphrase(tmp_path: Path, clock: HandClock) -> None:
    folder, held = tmp_path / "b.vault", Held()
    key = vaults.new_recovery_key()
    opened, _key = vaults.create(
        folder, PASSPHRASE, "Maya Lind", HOME, work=CHEAP, clock=clock, recovery_key=key
    )
    keyring.turn_on(opened, asked(held))
    opened.close()
    clock.pass_ms(15 * DAY)
    vaults.open_vault(folder, recovery_key=key, clock=clock).close()
    with pytest.raises(PassphraseDue):
        keyring.open_vault(folder, clock=clock, keyring=asked(held))
