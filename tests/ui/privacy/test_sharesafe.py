"""The share-safe view: one session or person can be reached, and everything else asks to leave it first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.services import people, running, sessions
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.context import BannerKind, Context
from mentor_desktop.ui.privacy.sharesafe import ShareSafeView
from tests.ui.fakes import FakePrompts, HandDelay, Later, Now
from tests.ui.screen_support import World as SampleWorld


class Shown:
    def __init__(self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]], closable: bool) -> None:
        self.text, self.buttons, self.closable = text, dict(buttons), closable
        self.gone = False

    def close_banner(self) -> None:
        self.gone = True

    def press(self, words: str) -> None:
        self.gone = True
        self.buttons[words]()


class Window:
    """A window that knows where it is."""

    def __init__(self) -> None:
        self.place: tuple[str, Mapping[str, object]] = ("today", {})
        self.may_go: Callable[[str, Mapping[str, object]], bool] | None = None
        self.banners: list[Shown] = []

    def here(self) -> tuple[str, Mapping[str, object]]:
        return self.place

    def guard(self, may_go: Callable[[str, Mapping[str, object]], bool] | None) -> None:
        self.may_go = may_go

    def go(self, key: str, **args: object) -> None:
        if self.may_go is None or self.may_go(key, args):
            self.place = (key, args)

    def back(self) -> None: ...

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None: ...

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: BannerKind = "info",
        *, closable: bool = True
    ) -> Shown:  # fmt: skip
        self.banners.append(Shown(text, buttons, closable))
        return self.banners[-1]

    def set_badge(self, key: str, badge: str) -> None: ...

    def set_state(self, text: str) -> None: ...

    def open_banners(self) -> list[Shown]:
        return [banner for banner in self.banners if not banner.gone]


class World:
    def __init__(self, opened: Opened, ask: Ask) -> None:
        self.opened = opened
        self.window = Window()
        self.context = Context(self.opened.desk, ask, FakePrompts(), self.window, HandDelay())
        self.view = ShareSafeView(self.window)
        self.view.begin(self.context)
        everyone = {person.name: person.id for person in people.everyone(self.opened.desk)}
        self.amara, self.jonas = everyone["Amara Okafor"], everyone["Jonas Berg"]
        self.session = self._next(self.amara)
        self.other = self._next(self.jonas)

    def _next(self, person: PersonId) -> SessionId:
        planned = [row for row in sessions.rows(self.opened.desk) if row.state.value == "planned"]
        heads = [sessions.head(self.opened.desk, row.id) for row in planned]
        return next(head.session.id for head in heads if person in dict(head.people))

    @property
    def on(self) -> bool:
        return self.context.share_safe.on


@pytest.fixture
def here(world: SampleWorld) -> World:
    return World(world.opened, Now())


def test_on_a_session_its_own_pages_and_its_people_are_reached(here: World) -> None:
    here.window.go("run", session=here.session)
    here.view.toggle()
    assert here.on
    (banner,) = here.window.open_banners()
    assert "Amara Okafor" in banner.text
    assert not banner.closable
    for key, args in (
        ("prepare", {"session": here.session}), ("wrap", {"session": here.session}),
        ("person", {"person": here.amara}), ("help", {"topic": "keys"}), ("run", {"session": here.session}),
    ):  # fmt: skip
        here.window.go(key, **args)
        assert here.window.place == (key, args)
    assert here.window.open_banners() == [banner]


@pytest.mark.parametrize("key", ["today", "people", "sessions", "settings", "new-session"])
def test_everything_else_asks_to_leave_first(here: World, key: str) -> None:
    here.window.go("run", session=here.session)
    here.view.toggle()
    here.window.go(key)
    assert here.window.place[0] == "run"
    asking = here.window.open_banners()[-1]
    here.window.go(key)  # asked once, not twice
    assert asking.gone
    asking = here.window.open_banners()[-1]
    assert len(here.window.open_banners()) == 2
    asking.press("Leave the share-safe view")
    assert not here.on
    assert here.window.place[0] == key
    assert here.window.open_banners() == []


def test_another_session_and_another_person_ask_too(here: World) -> None:
    here.window.go("run", session=here.session)
    here.view.toggle()
    here.window.go("run", session=here.other)
    here.window.go("person", person=here.jonas)
    assert here.window.place == ("run", {"session": here.session})
    here.window.open_banners()[-1].press("Stay")
    assert here.on
    assert len(here.window.open_banners()) == 1


def test_on_a_person_only_that_page_is_reached(here: World) -> None:
    here.window.go("person", person=here.jonas)
    here.view.toggle()
    assert "Jonas Berg" in here.window.open_banners()[0].text
    here.window.go("run", session=here.other)
    assert here.window.place[0] == "person"


def test_a_persons_running_session_is_reached_from_the_person(here: World) -> None:
    running.start(here.opened.desk, here.session)
    here.window.go("person", person=here.amara)
    here.view.toggle()
    here.window.go("run", session=here.session)
    assert here.window.place[0] == "run"


def test_elsewhere_the_running_session_is_shown(here: World) -> None:
    running.start(here.opened.desk, here.session)
    here.view.toggle()
    assert here.on
    assert here.window.place == ("run", {"session": here.session})


def test_elsewhere_without_one_it_is_not_switched_on(here: World) -> None:
    here.view.toggle()
    assert not here.on
    assert here.window.may_go is None
    (banner,) = here.window.open_banners()
    assert "first" in banner.text


def test_it_ends_by_key_banner_and_a_pages_own_button(here: World) -> None:
    here.window.go("run", session=here.session)
    for leave in (
        here.view.toggle,
        lambda: here.window.open_banners()[0].press("Leave the share-safe view"),
        lambda: here.context.share_safe.set(False),
    ):
        here.context.share_safe.set(True)  # as the button on the page Run does
        assert len(here.window.open_banners()) == 1
        leave()
        assert not here.on
        assert here.window.open_banners() == []
        assert here.window.may_go is None


def test_until_it_is_known_whose_things_they_are_one_stays(world: SampleWorld) -> None:
    later = Later()
    here = World(world.opened, later)
    here.window.go("run", session=here.session)
    here.view.toggle()
    here.window.go("today")
    assert here.window.place[0] == "run"
    here.view.toggle()
    later.run()  # the answer comes too late
    assert here.window.open_banners() == []


def test_a_session_that_is_gone_switches_it_off_with_a_sentence(here: World) -> None:
    here.window.place = ("run", {"session": b"\0" * 16})
    here.view.toggle()
    assert not here.on
    assert len(here.window.open_banners()) == 1


def test_the_lock_ends_it(here: World) -> None:
    here.window.go("run", session=here.session)
    here.view.toggle()
    here.view.end()
    assert not here.on
    assert (here.window.open_banners(), here.window.may_go) == ([], None)
    here.view.toggle()  # nothing is open
    assert not here.on


def test_a_pair_is_named_whole(here: World) -> None:
    desk = here.opened.desk
    pair = sessions.plan(
        desk, [here.amara, here.jonas], replace(sessions.get(desk, here.session)).when, minutes=50
    )
    here.window.go("run", session=pair.id)
    here.view.toggle()
    assert "Amara Okafor and Jonas Berg" in here.window.open_banners()[0].text
