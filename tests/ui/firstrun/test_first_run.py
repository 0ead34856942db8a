"""The three steps: nothing is made before the last, and what is made is what was shown and typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mentor_desktop.services import recovery_sheet
from mentor_desktop.ui.firstrun.presenter import FirstRun, Making, free_place
from mentor_desktop.ui.rising import STEP_MS
from mentor_desktop.ui.widgets.zone_field import Find
from mentor_desktop.vault import AlreadyExists
from tests.ui.fakes import FakePrompts, HandDelay, Now
from tests.ui.firstrun.test_choosing import GOOD, View


class Screen(View):
    def __init__(self) -> None:
        super().__init__()
        self.groups: list[str] = []
        self.wanted = (0, 0)
        self.typed = ("", "")
        self.group_refused: list[tuple[int, str]] = []
        self.said: list[tuple[str, bool]] = []
        self.place = ""
        self.zone = ""
        self.find: Find | None = None
        self.you = ("", "")
        self.you_refused: list[str] = []
        self.making = False
        self.progress: list[int] = []

    def show_recovery(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        self.groups, self.wanted = list(groups), wanted

    def recovery_typed(self) -> tuple[str, str]:
        return self.typed

    def refuse_group(self, which: int, sentence: str) -> None:
        self.group_refused.append((which, sentence))

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        self.said.append((sentence, wrong))

    def show_you(self, place: str, zone: str, find: Find) -> None:
        self.place, self.zone, self.find = place, zone, find

    def show_place(self, place: str) -> None:
        self.place = place

    def about_you(self) -> tuple[str, str]:
        return self.you

    def refuse_name(self, sentence: str) -> None:
        self.you_refused.append(sentence)

    def refuse_zone(self, sentence: str) -> None:
        self.you_refused.append(sentence)

    def set_making(self, making: bool) -> None:
        self.making = making

    def show_progress(self, percent: int) -> None:
        self.progress.append(percent)


class Steps:
    """A first run with everything it asked for."""

    def __init__(self, folder: Path, *, about_you: bool = True, prompts: FakePrompts | None = None) -> None:
        self.view = Screen()
        self.prompts = prompts or FakePrompts()
        self.delay = HandDelay()
        self.made: list[tuple[Making, Callable[[BaseException], None]]] = []
        self.presenter = FirstRun(
            self.view, Now(), self.prompts, self.delay, folder / "mentor.vault", self._make,
            about_you=about_you,
        )  # fmt: skip

    def _make(self, making: Making, failed: Callable[[BaseException], None]) -> None:
        self.made.append((making, failed))

    def passphrase(self) -> None:
        self.view.first = self.view.second = GOOD
        self.presenter.choosing.next()

    def groups(self) -> None:
        first, second = self.view.wanted
        self.view.typed = (self.view.groups[first - 1].lower(), f" {self.view.groups[second - 1]} ")
        self.presenter.groups_typed()

    def you(self, name: str = "Maya Lind", zone: str = "Africa/Nairobi") -> None:
        self.view.you = (name, zone)
        self.presenter.finish()


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    return Steps(tmp_path)


def test_the_vault_is_made_of_what_was_typed_and_shown(steps: Steps, tmp_path: Path) -> None:
    steps.passphrase()
    assert len(steps.view.groups) == 9
    steps.groups()
    assert steps.view.zone == "Europe/Stockholm"  # the system's
    assert steps.made == []
    steps.you()
    ((making, _failed),) = steps.made
    assert making == Making(
        tmp_path / "mentor.vault", GOOD, "-".join(steps.view.groups), "Maya Lind", "Africa/Nairobi"
    )
    assert steps.view.making
    assert list(tmp_path.iterdir()) == []


def test_a_making_says_none_of_its_secrets() -> None:
    said = repr(Making(Path("x.vault"), GOOD, "0123-4567", "Maya Lind", "UTC"))
    assert not [secret for secret in (GOOD, "0123", "Maya") if secret in said]


def test_any_two_groups_are_asked_back_in_order(tmp_path: Path) -> None:
    seen = set()
    for _again in range(60):
        steps = Steps(tmp_path)
        steps.passphrase()
        first, second = steps.view.wanted
        assert 1 <= first < second <= 9
        seen |= {first, second}
    assert seen == set(range(1, 10))


@pytest.mark.parametrize("which", [0, 1])
def test_a_wrong_group_is_named_and_stops(steps: Steps, which: int) -> None:
    steps.passphrase()
    first, second = steps.view.wanted
    right = (steps.view.groups[first - 1], steps.view.groups[second - 1])
    steps.view.typed = ("AAAA", right[1]) if which == 0 else (right[0], "AAAA")
    steps.presenter.groups_typed()
    ((at, sentence),) = steps.view.group_refused
    assert at == which
    assert str(steps.view.wanted[which]) in sentence
    assert not [group for group in steps.view.groups if group in sentence]
    assert steps.view.place == ""


def test_an_empty_group_is_asked_for(steps: Steps) -> None:
    steps.passphrase()
    steps.presenter.groups_typed()
    assert [at for at, _sentence in steps.view.group_refused] == [0]
    assert "paper" in steps.view.group_refused[0][1]


def test_the_key_is_saved_where_its_owner_says(tmp_path: Path) -> None:
    target = tmp_path / "stick" / "key.txt"
    target.parent.mkdir()
    steps = Steps(tmp_path, prompts=FakePrompts(paths=[target, None, tmp_path / "none" / "key.txt"]))
    steps.passphrase()
    key = "-".join(steps.view.groups)
    steps.presenter.save_key()
    assert target.read_text("utf-8") == recovery_sheet.text(key, recovery_sheet.about())
    steps.presenter.save_key()  # cancelled
    steps.presenter.save_key()
    assert [wrong for _sentence, wrong in steps.view.said] == [False, True]


def test_the_key_is_printed(tmp_path: Path) -> None:
    steps = Steps(tmp_path, prompts=FakePrompts(confirm=[True]))
    steps.passphrase()
    steps.presenter.print_key()
    ((_title, html),) = steps.prompts.questions
    assert html == recovery_sheet.page("-".join(steps.view.groups), recovery_sheet.about())


def test_name_and_zone_are_needed(steps: Steps) -> None:
    steps.passphrase()
    steps.groups()
    steps.you(name="  ")
    steps.you(zone="")
    assert len(steps.view.you_refused) == 2
    assert steps.made == []


def test_the_vault_goes_into_the_folder_chosen(tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "mentor.vault").mkdir(parents=True)
    steps = Steps(tmp_path, prompts=FakePrompts(paths=[None, other]))
    steps.passphrase()
    steps.groups()
    steps.presenter.choose_folder()  # cancelled
    assert steps.view.place == str(tmp_path / "mentor.vault")
    steps.presenter.choose_folder()
    assert steps.view.place == str(other / "mentor-2.vault")
    steps.you()
    assert steps.made[0][0].folder == other / "mentor-2.vault"


def test_a_failure_is_said_and_can_be_tried_again(steps: Steps) -> None:
    steps.passphrase()
    steps.groups()
    steps.you()
    steps.made[0][1](AlreadyExists("there"))
    assert not steps.view.making
    assert steps.delay.waiting() == 0
    ((sentence, wrong),) = steps.view.said
    assert wrong
    assert "already" in sentence
    steps.you()
    assert len(steps.made) == 2


def test_progress_rises_while_it_is_made_and_ends_with_it(steps: Steps) -> None:
    steps.passphrase()
    steps.groups()
    steps.you()
    for _step in range(50):
        steps.delay.advance(STEP_MS)
    assert steps.view.progress == sorted(steps.view.progress)
    assert 80 < steps.view.progress[-1] < 100
    steps.presenter.end()
    assert steps.delay.waiting() == 0


def test_keeping_the_sample_asks_for_the_two_secrets_alone(tmp_path: Path) -> None:
    steps = Steps(tmp_path, about_you=False)
    steps.passphrase()
    steps.groups()
    assert steps.made[0][0].name == ""
    assert steps.view.place == ""


@pytest.mark.parametrize(
    ("asked", "there", "place"),
    [
        ("a", [], "a/mentor.vault"),
        ("a", ["a/mentor.vault"], "a/mentor-2.vault"),
        ("a", ["a/mentor.vault", "a/mentor-2.vault"], "a/mentor-3.vault"),
        ("own.vault", [], "own.vault"),
        ("own.vault", ["own.vault"], "own.vault/mentor.vault"),
    ],
)
def test_a_free_place_is_found(tmp_path: Path, asked: str, there: list[str], place: str) -> None:
    for name in there:
        (tmp_path / name).mkdir(parents=True)
    assert free_place(tmp_path / asked) == tmp_path / place
