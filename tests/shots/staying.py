"""Ways to the pages of promises and of staying in touch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mentor_desktop.services import ledger, people, promises, pulse, settings, touch, wrapping
from mentor_desktop.ui.followups.quickview import QuickView
from mentor_desktop.ui.followups.view import FollowUpsView
from mentor_desktop.ui.people.view import PeopleView
from mentor_desktop.ui.today.view import TodayView
from tests.shots.common import known, of, went
from tests.shots.stage import Stage


def follow_ups_asks(act: str, text: str) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        stage.window.go("follow-ups")
        view = of(stage, FollowUpsView)
        key = next(row.key for row in view.list.rows.rows() if row.key.startswith("p"))
        view.list.choose(key)
        view.asked.emit(act, key)
        view.asking.field.set(text)
        view.asking.typed.emit(text)
        return stage.window

    return draw


def quick(text: str, *, entered: bool = False) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        stage.act("Ctrl+Shift+A")
        view = stage.window.findChildren(QuickView)[0]
        view.field.set(text)
        view.typed.emit(text)
        if entered:
            view.entered.emit()
        return stage.window

    return draw


def today_check_in(stage: Stage) -> QWidget:
    stage.window.go("today")
    view = of(stage, TodayView)
    view.touch.rows[0].button.click()
    return stage.window


def today_emptied(stage: Stage) -> QWidget:
    desk = stage.desk
    for row in promises.open_rows(desk):
        if row.mine:
            ledger.kept(desk, row.id)
    for warm in touch.keep_warm(desk):
        touch.check_in(desk, warm.person)
    for each in wrapping.waiting(desk):
        wrapping.finish(desk, each.id)
    settings.save(desk, "capacity_hours", 4)
    stage.window.go("today")
    return stage.window


def person_touch(stage: Stage) -> QWidget:
    desk, amara = stage.desk, known(stage, "Amara")
    relation = people.relationships_of(desk, amara)[-1].id
    for side in (people.me(desk).id, amara):
        pulse.answer(desk, relation, side, {"heard": 4, "safe": 5, "useful": 4, "honest": 3, "progress": 4})
    stage.window.go("person", person=amara, tab="touch")
    return stage.window


def people_load(stage: Stage) -> QWidget:
    settings.save(stage.desk, "capacity_hours", 2)
    stage.window.go("people")
    view = of(stage, PeopleView)
    view.sort.choose("phase")
    view.sorted_by.emit("phase")
    view.load_shown.emit(True)
    return stage.window


SCENES: tuple[tuple[str, Callable[[Stage], QWidget], str], ...] = (
    ("people-load", people_load, "sample"),
    ("person-in-touch", person_touch, "sample"),
    ("today-check-in", today_check_in, "sample"),
    ("today-emptied", today_emptied, "sample"),
    ("follow-ups", went("follow-ups"), "sample"),
    ("follow-ups-move", follow_ups_asks("move", "in 2 weeks"), "sample"),
    ("follow-ups-hand", follow_ups_asks("hand", "zzz"), "sample"),
    ("follow-ups-empty", went("follow-ups"), "empty"),
    ("promise-quick", quick("Read Amara's draft, 2 h, every Friday"), "sample"),
    ("promise-quick-asks", quick("Jonas: send the sketch", entered=True), "sample"),
)
