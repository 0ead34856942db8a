"""The screens by name, each loaded when it is first gone to: importing this module loads none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentor_desktop.words import N_

if TYPE_CHECKING:
    from mentor_desktop.ui.context import Context
    from mentor_desktop.ui.shell.pages import Page


@dataclass(frozen=True)
class Screen:
    """A page's key, its words in the Go menu ("" keeps it out), its section in the sidebar, its factory."""

    key: str
    title: str  # msgid
    section: str
    build: Callable[[Context], Page]


def _today(context: Context) -> Page:
    from mentor_desktop.ui.today.page import page

    return page(context)


def _people(context: Context) -> Page:
    from mentor_desktop.ui.people.page import page

    return page(context)


def _person(context: Context) -> Page:
    from mentor_desktop.ui.person.page import page

    return page(context)


def _sessions(context: Context) -> Page:
    from mentor_desktop.ui.sessions.page import page

    return page(context)


def _new_session(context: Context) -> Page:
    from mentor_desktop.ui.newsession.page import page

    return page(context)


def _prepare(context: Context) -> Page:
    from mentor_desktop.ui.prepare.page import page

    return page(context)


def _wrap(context: Context) -> Page:
    from mentor_desktop.ui.wrapup.page import page

    return page(context)


def _goals(context: Context) -> Page:
    from mentor_desktop.ui.goals.page import page

    return page(context)


def _goal(context: Context) -> Page:
    from mentor_desktop.ui.goal.page import page

    return page(context)


def _goal_talk(context: Context) -> Page:
    from mentor_desktop.ui.goalwizard.page import page

    return page(context)


def _goal_review(context: Context) -> Page:
    from mentor_desktop.ui.goalwizard.page import review_page

    return review_page(context)


def _agreements(context: Context) -> Page:
    from mentor_desktop.ui.agreements.page import page

    return page(context)


def _agreement(context: Context) -> Page:
    from mentor_desktop.ui.agreement.page import page

    return page(context)


def _agreement_builder(context: Context) -> Page:
    from mentor_desktop.ui.agreementbuilder.page import page

    return page(context)


def _follow_ups(context: Context) -> Page:
    from mentor_desktop.ui.followups.page import page

    return page(context)


def _settings(context: Context) -> Page:
    from mentor_desktop.ui.settings.page import page

    return page(context)


def _damage(context: Context) -> Page:
    from mentor_desktop.ui.damage.page import page

    return page(context)


def _history(context: Context) -> Page:
    from mentor_desktop.ui.history.page import page

    return page(context)


def _help(context: Context) -> Page:
    from mentor_desktop.ui.help.page import page

    return page(context)


# Run is not among them: it shares its session with the mini window.
SCREENS = (
    Screen("today", N_("Today"), "", _today),
    Screen("people", N_("People"), "", _people),
    Screen("sessions", N_("Sessions"), "", _sessions),
    Screen("goals", N_("Goals"), "", _goals),
    Screen("agreements", N_("Agreements"), "", _agreements),
    Screen("person", "", "people", _person),
    Screen("goal", "", "goals", _goal),
    Screen("goal-talk", "", "goals", _goal_talk),
    Screen("goal-review", "", "goals", _goal_review),
    Screen("agreement", "", "agreements", _agreement),
    Screen("agreement-builder", "", "agreements", _agreement_builder),
    Screen("new-session", "", "sessions", _new_session),
    Screen("prepare", "", "sessions", _prepare),
    Screen("wrap", "", "sessions", _wrap),
    Screen("follow-ups", N_("Follow-ups"), "", _follow_ups),
    Screen("settings", "", "", _settings),
    Screen("damage", "", "", _damage),
    Screen("history", "", "", _history),
    Screen("help", "", "", _help),
)
