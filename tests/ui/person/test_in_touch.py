"""The tab "In touch" on a real vault: check-ins, days that matter, and a pulse neither side sees early."""

from __future__ import annotations

from mentor_desktop.domain.pulse import ITEMS
from mentor_desktop.services import people, pulse, touch
from mentor_desktop.ui.person.touchpresenter import InTouchPresenter
from mentor_desktop.ui.person.touchstate import TouchTabState
from tests.ui.screen_support import World


class FakeView:
    def __init__(self) -> None:
        self.states: list[TouchTabState] = []
        self.wrong: dict[str, str] = {}
        self.emptied: list[str] = []

    def show_touch(self, state: TouchTabState) -> None:
        self.states.append(state)

    def refuse_touch(self, field: str, words: str) -> None:
        self.wrong[field] = words

    def taken(self, field: str) -> None:
        self.emptied.append(field)


def shown(world: World, name: str = "Jonas") -> tuple[InTouchPresenter, FakeView, list[int]]:
    view, changed = FakeView(), list[int]()
    presenter = InTouchPresenter(view, world.context, lambda: changed.append(1))
    presenter.open(world.person(name))
    return presenter, view, changed


def test_a_check_in_is_logged_trashed_and_brought_back(world: World) -> None:
    presenter, view, changed = shown(world)
    presenter.log("Sent the photo", "encourage")
    assert [(row.day, row.chip, row.text) for row in view.states[-1].check_ins] == [
        ("24 Nov", "to encourage", "Sent the photo")
    ]
    assert (view.emptied, changed) == (["said"], [1])
    presenter.drop_check_in(view.states[-1].check_ins[0].key)
    assert not view.states[-1].check_ins
    world.shell.undo()
    assert view.states[-1].check_ins


def test_days_each_year_and_once(world: World) -> None:
    presenter, view, _changed = shown(world)
    presenter.add_day("Birthday", "29 Feb", False)
    presenter.add_day("The talk in Lyon", "3 March 2027", True)
    assert [(row.day, row.chip, row.text) for row in view.states[-1].days] == [
        ("28 Feb 2027", "each year", "Birthday"),
        ("3 Mar 2027", "", "The talk in Lyon · ask how it went"),
    ]
    presenter.add_day("Nothing", "31 Feb", False)
    assert view.wrong["day"] == "There is no such day. Choose another."
    presenter.add_day("Nothing", "some day", False)
    assert view.wrong["day"].startswith("Say the day as")
    presenter.drop_day(view.states[-1].days[0].key)
    world.shell.undo()
    assert len(touch.occasions(world.desk, world.person("Jonas"))) == 2


def test_a_pulse_is_shown_once_both_are_in(world: World) -> None:
    presenter, view, _changed = shown(world)
    me, jonas = people.me(world.desk).id.hex(), world.person("Jonas").hex()
    presenter.answer(me, {"heard": 3})
    assert view.wrong["pulse"] == "Answer all five first."
    presenter.answer(me, dict.fromkeys(ITEMS, 4))
    card = view.states[-1].pulse
    assert card is not None
    assert card.both == ()
    assert [key for key, _name in card.sides] == [jonas]
    presenter.answer(jonas, dict.fromkeys(ITEMS, 2))
    card = view.states[-1].pulse
    assert card is not None
    assert {line[1:] for line in card.both} == {("4", "2")}
    assert card.line == "Both answered on 24 Nov 2026."
    relation = people.relationships_of(world.desk, world.person("Jonas"))[-1].id
    assert not pulse.due(world.desk, relation)


def test_nothing_while_sharing_and_nothing_for_another_person(world: World) -> None:
    presenter, view, _changed = shown(world, "Amara")
    assert view.states[-1].check_ins
    world.context.share_safe.set(True)
    assert view.states[-1] == TouchTabState(safe=True)
    world.context.share_safe.set(False)
    presenter.open(world.person("Lena"))  # a contact: no pulse
    assert view.states[-1].pulse is None
    presenter.closed()
    world.context.share_safe.set(True)
    assert not view.states[-1].safe
