"""Opening a vault: one sentence for each thing that is wrong, what wrong tries cost, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mentor_desktop import vault
from mentor_desktop.services import vaults
from mentor_desktop.services.device import Device
from mentor_desktop.ui.lock.presenter import FREE_TRIES, LONGEST_WAIT, Lock, Try, wait_after
from mentor_desktop.ui.opening import Spare
from mentor_desktop.vault import BadRecoveryKey, WrongPassphrase
from tests.ui.fakes import FakePrompts, HandDelay

PHRASE = "seven quiet herons over the mill pond"


class Screen:
    def __init__(self) -> None:
        self.name = ""
        self.others: Sequence[str] = ()
        self.recovery = False
        self.typed = ""
        self.refused: list[str] = []
        self.opening = False
        self.progress: list[int] = []
        self.wait = ""
        self.keyring = False
        self.spare = ""

    def show_keyring(self, offered: bool) -> None:
        self.keyring = offered

    def show_spare(self, sentence: str) -> None:
        self.spare = sentence

    def show_vault(self, name: str, others: Sequence[str]) -> None:
        self.name, self.others = name, others

    def show_way(self, recovery: bool) -> None:
        self.recovery = recovery

    def secret(self) -> str:
        return self.typed

    def wipe(self) -> None:
        self.typed = ""

    def refuse(self, sentence: str) -> None:
        self.refused.append(sentence)

    def set_opening(self, opening: bool) -> None:
        self.opening = opening

    def show_progress(self, percent: int) -> None:
        self.progress.append(percent)

    def show_wait(self, sentence: str) -> None:
        self.wait = sentence


class FakeDoor:
    """Keeps each try; a test says how it ends."""

    def __init__(self) -> None:
        self.tries: list[Try] = []
        self.failed: list[Callable[[BaseException], None]] = []
        self.taken_back = 0
        self.told: list[Callable[[bool], None]] = []
        self.searched: list[Callable[[Spare | None], None]] = []
        self.restored: list[tuple[Path, Path | None]] = []

    def look(self, folder: Path, told: Callable[[bool], None]) -> None:
        self.told.append(told)

    def find_backup(self, folder: Path, told: Callable[[Spare | None], None]) -> None:
        self.searched.append(told)

    def restore(self, folder: Path, file: Path | None = None) -> None:
        self.restored.append((folder, file))

    def open(self, attempt: Try, failed: Callable[[BaseException], None]) -> Callable[[], None]:
        self.tries.append(attempt)
        self.failed.append(failed)

        def take_back() -> None:
            self.taken_back += 1

        return take_back


class World:
    def __init__(self, folder: Path, *, at_once: bool = False, started: bool = False) -> None:
        self.view, self.door, self.delay = Screen(), FakeDoor(), HandDelay()
        self.prompts = FakePrompts()
        self.device = Device()
        self.vault = folder / "mentor.vault"
        self.vault.mkdir(exist_ok=True)
        self.device.set("keyring_at_once", at_once)
        self.lock = Lock(
            self.view, self.door, self.prompts, self.delay, self.device, self.vault, started=started
        )
        self.lock.start()

    def attempt(self, error: BaseException | None = None) -> None:
        self.view.typed = PHRASE
        self.lock.unlock()
        if error is not None:
            self.door.failed[-1](error)

    def seconds(self, count: int) -> None:
        for _second in range(count):
            self.delay.advance(1_000)


@pytest.fixture
def here(tmp_path: Path) -> World:
    return World(tmp_path)


def test_the_passphrase_opens_the_vault_shown(here: World) -> None:
    here.attempt()
    assert here.view.name == "mentor.vault"
    assert here.door.tries == [Try(here.vault, passphrase=PHRASE)]
    assert here.view.opening
    here.lock.unlock()  # Enter again
    assert len(here.door.tries) == 1


def test_a_try_says_none_of_its_secrets() -> None:
    assert PHRASE not in repr(Try(Path("a.vault"), passphrase=PHRASE, recovery_key=PHRASE))


def test_an_empty_field_is_asked_for_and_costs_nothing(here: World) -> None:
    for _again in range(10):
        here.lock.unlock()
    assert here.door.tries == []
    assert len(here.view.refused) == 10
    assert here.view.wait == ""


def test_the_bar_rises_until_the_answer_comes(here: World) -> None:
    here.attempt()
    for _step in range(20):
        here.delay.advance(80)
    assert here.view.progress == sorted(here.view.progress)
    assert here.view.progress[-1] > 80
    here.door.failed[-1](WrongPassphrase("no slot"))
    assert not here.view.opening
    assert here.delay.waiting() == 0


def test_it_can_be_cancelled(here: World) -> None:
    here.attempt()
    here.lock.cancel()
    assert here.door.taken_back == 1
    assert not here.view.opening
    here.lock.cancel()  # nothing is under way any more
    assert here.door.taken_back == 1
    here.attempt()
    assert len(here.door.tries) == 2


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 16), (8, 30), (200, 30)],
)
def test_what_a_wrong_try_costs(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == seconds


def test_three_wrong_tries_are_free_and_then_one_waits(here: World) -> None:
    for _try in range(FREE_TRIES - 1):
        here.attempt(WrongPassphrase("no slot"))
        assert here.view.wait == ""
    here.attempt(WrongPassphrase("no slot"))
    assert "1 second." in here.view.wait
    here.attempt()
    assert len(here.door.tries) == FREE_TRIES  # it did not count
    here.seconds(1)
    assert here.view.wait == ""
    here.attempt(WrongPassphrase("no slot"))
    assert "2 seconds" in here.view.wait
    here.seconds(1)
    assert "1 second." in here.view.wait
    here.seconds(1)
    here.attempt()
    assert len(here.door.tries) == FREE_TRIES + 2  # a right one is tried like any other


def test_no_wait_is_longer_than_half_a_minute(here: World) -> None:
    for _try in range(12):
        here.attempt(WrongPassphrase("no slot"))
        here.seconds(LONGEST_WAIT)
        assert here.view.wait == ""


def test_what_is_no_wrong_secret_costs_nothing(here: World) -> None:
    errors = (BadRecoveryKey("shape"), vault.MissingVault("none"), vault.VaultInUse("held"), OSError())
    for error in errors:
        for _again in range(4):
            here.attempt(error)
            assert here.view.refused[-1] == vaults.sentence(error)
    assert here.view.wait == ""


def test_every_error_of_a_vault_has_a_sentence_of_its_own() -> None:
    kinds = [
        kind for kind in vars(vault).values()
        if isinstance(kind, type) and issubclass(kind, vault.VaultError) and kind is not vault.VaultError
    ]  # fmt: skip
    told = {kind: vaults.sentence(kind("reason")) for kind in kinds if kind is not vault.VaultClosed}
    assert len(set(told.values())) == len(told)
    assert not [sentence for sentence in told.values() if "reason" in sentence]


def test_the_recovery_key_is_the_other_way(here: World) -> None:
    here.view.typed = PHRASE
    here.lock.turn()
    assert here.view.recovery
    assert here.view.typed == ""
    here.view.typed = "0123-4567"
    here.lock.unlock()
    assert here.door.tries == [Try(here.vault, recovery_key="0123-4567")]
    here.lock.turn()
    assert here.door.taken_back == 1
    assert not here.view.recovery


def test_other_vaults_are_shown_by_name_and_opened(here: World, tmp_path: Path) -> None:
    for name in ("work.vault", "old.vault"):
        (tmp_path / "deep" / name).mkdir(parents=True)
        here.device.remember_vault(tmp_path / "deep" / name)
    here.device.remember_vault(tmp_path / "gone.vault")
    here.device.remember_vault(here.vault)
    here.lock.start()
    assert here.view.others == ["old.vault", "work.vault"]
    here.view.typed = "half a phrase"
    here.lock.choose(1)
    assert (here.view.name, here.view.typed) == ("work.vault", "")
    here.attempt()
    assert here.door.tries[-1].folder == tmp_path / "deep" / "work.vault"
    here.lock.choose(7)  # a list that has changed meanwhile
    assert here.view.name == "work.vault"


def test_any_vault_can_be_chosen_from_the_disk(here: World, tmp_path: Path) -> None:
    here.prompts.paths = [None, tmp_path / "elsewhere.vault"]
    here.lock.open_another()
    assert here.view.name == "mentor.vault"
    here.lock.open_another()
    assert here.view.name == "elsewhere.vault"


def test_it_ends_without_a_trace(here: World) -> None:
    for _try in range(FREE_TRIES):
        here.attempt(WrongPassphrase("no slot"))
    here.view.typed = PHRASE
    here.lock.end()
    assert here.view.typed == ""
    assert here.delay.waiting() == 0


def test_the_keyring_is_offered_only_once_it_is_known_to_open_this_vault(here: World) -> None:
    assert not here.view.keyring
    here.door.told[-1](True)
    assert here.view.keyring
    assert here.door.tries == []  # asked for by nobody
    here.lock.ask_keyring()
    assert here.door.tries == [Try(here.vault, keyring=True)]
    here.lock.ask_keyring()
    assert len(here.door.tries) == 1


def test_whoever_chose_so_has_it_asked_when_the_program_starts_and_never_after_locking(
    tmp_path: Path,
) -> None:
    for started, tries in ((True, 1), (False, 0)):
        world = World(tmp_path, at_once=True, started=started)
        world.door.told[-1](True)
        assert len(world.door.tries) == tries
    world = World(tmp_path, at_once=True, started=True)
    world.door.told[-1](False)
    assert world.door.tries == []


def test_a_keyring_that_fails_leaves_the_passphrase_and_costs_no_try(here: World) -> None:
    here.door.told[-1](True)
    here.view.typed = PHRASE
    for _again in range(5):
        here.lock.ask_keyring()
        here.door.failed[-1](vault.KeyringUnavailable("no answer in time"))
    assert "Type the passphrase" in here.view.refused[-1]
    assert here.view.wait == ""
    assert here.view.keyring
    assert here.view.typed == PHRASE
    here.lock.ask_keyring()
    here.door.failed[-1](vaults.PassphraseDue())
    assert "14 days" in here.view.refused[-1]
    here.lock.unlock()
    assert here.door.tries[-1] == Try(here.vault, passphrase=PHRASE)


def test_an_answer_about_another_vault_or_after_the_end_counts_for_nothing(here: World) -> None:
    first = here.door.told[-1]
    here.lock.end()
    first(True)
    assert not here.view.keyring


def test_a_damaged_vault_offers_its_newest_whole_backup(here: World, tmp_path: Path) -> None:
    here.attempt(WrongPassphrase())
    assert here.door.searched == []
    here.lock.restore_spare()
    assert here.door.restored == []
    here.attempt(vault.DamagedDatabase())
    here.door.searched[0](Spare(tmp_path / "a.mentor-backup", "24 Nov 2026, 09:02"))
    assert here.view.spare == "There is a whole backup of 24 Nov 2026, 09:02."
    here.lock.restore_spare()
    assert here.door.restored == [(here.vault, tmp_path / "a.mentor-backup")]


def test_what_is_found_for_a_vault_no_longer_shown_is_not_offered(here: World, tmp_path: Path) -> None:
    other = tmp_path / "other.vault"
    other.mkdir()
    here.device.remember_vault(other)
    here.attempt(vault.DamagedDatabase())
    here.lock.choose(0)
    here.door.searched[0](Spare(tmp_path / "a.mentor-backup", "24 Nov 2026, 09:02"))
    assert here.view.spare == ""


def test_a_vault_that_is_gone_is_looked_for_in_the_backups(tmp_path: Path) -> None:
    here = World(tmp_path)
    here.vault.rmdir()
    here.lock.start()
    assert "not at its place" in here.view.refused[0]
    here.door.searched[0](None)
    assert here.view.spare == ""
    here.lock.restore()
    assert here.door.restored == [(here.vault, None)]
