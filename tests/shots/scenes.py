"""Every screen in every state: how to get there in a program that has just opened the sample data.

A scene that shares its name with a reference picture can be laid beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.person.view import TABS
from tests.shots import agreeing, backing, before, damaging, goals, meeting, pages, staying
from tests.shots.common import went
from tests.shots.stage import Stage

SETTINGS = ("you", "look", "session", "summaries", "security", "data")


@dataclass(frozen=True)
class Scene:
    """`draw` gets there and returns what is to be drawn: the window, or a window of its own."""

    name: str
    draw: Callable[[Stage], QWidget]
    vault: str = "sample"


SCENES = (
    Scene("first-run", before.first_run_start),
    Scene("first-run-typed", before.first_run_typed),
    Scene("first-run-refused", before.first_run_refused),
    Scene("recovery-key", before.recovery_key),
    Scene("recovery-key-refused", before.recovery_key_refused),
    Scene("first-run-you", before.first_run_you_empty),
    Scene("first-run-you-refused", before.first_run_you_refused),
    Scene("first-run-making", before.first_run_making),
    Scene("lock", before.lock),
    Scene("lock-keyring", before.lock_keyring),
    Scene("lock-wrong", before.lock_wrong),
    Scene("lock-recovery", before.lock_recovery),
    Scene("lock-opening", before.lock_opening),
    Scene("lock-wait", before.lock_wait),
    Scene("today", went("today")),
    Scene("today-empty", went("today"), "empty"),
    Scene("today-banners", pages.banners),
    Scene("people", went("people")),
    Scene("people-nothing-found", pages.people_filtered),
    Scene("people-new", went("people", add=True)),
    Scene("people-empty", went("people"), "empty"),
    *(Scene("person" if tab == "overview" else f"person-{tab}", pages.person(tab)) for tab in TABS),
    Scene("person-contact", pages.contact),
    Scene("agreements", agreeing.agreements_list),
    Scene("agreements-empty", went("agreements"), "empty"),
    Scene("agreement", agreeing.agreement),
    Scene("agreement-compared", agreeing.agreement_compared),
    Scene("agreement-proposed", agreeing.agreement_proposed),
    Scene("agreement-holds", agreeing.agreement_holds),
    Scene("agreement-two-languages", agreeing.agreement_two_languages),
    Scene("agreement-cards", agreeing.cards_filled),
    Scene("agreement-hint", agreeing.prepare_hint),
    Scene("agreement-review", agreeing.today_review),
    Scene("agreement-consent", agreeing.wrap_consent),
    Scene("agreement-windows", agreeing.new_session_protected),
    Scene("agreement-none", agreeing.agreement_none),
    Scene("agreement-builder", agreeing.builder("times", "kept-free")),
    Scene("agreement-builder-plain", agreeing.builder("recording")),
    Scene("agreement-builder-number", agreeing.builder("cadence", "steady")),
    Scene("agreement-builder-date", agreeing.builder("term", "to-a-date")),
    Scene("agreement-builder-line", agreeing.builder("channels", "quiet-days")),
    Scene("agreement-builder-second", agreeing.builder_second),
    Scene("agreement-builder-more", agreeing.builder_more),
    Scene("agreement-builder-refused", agreeing.builder_refused),
    Scene("sessions", went("sessions")),
    Scene("sessions-question", pages.sessions_question),
    Scene("sessions-empty", went("sessions"), "empty"),
    Scene("new-session", pages.new_session),
    Scene("new-session-warning", pages.new_session_warning),
    Scene("new-session-night", pages.new_session_night),
    Scene("new-session-move", pages.new_session_move),
    Scene("new-session-past", pages.new_session_past),
    *(Scene(*each) for each in staying.SCENES),
    Scene("goals", goals.all_goals("next")),
    Scene("goals-state", goals.all_goals("state")),
    Scene("goals-person", goals.all_goals("person")),
    Scene("goals-quiet", goals.all_goals("quiet")),
    Scene("goals-new", goals.new_goal),
    Scene("goals-empty", went("goals"), "empty"),
    Scene("goal", goals.goal("woop")),
    *(Scene(f"goal-{form}", goals.goal(form)) for form in ("grow", "smart", "oskar")),
    Scene("goal-writing", goals.goal_writing),
    Scene("goal-adding", goals.goal_adding),
    Scene("goal-asking", goals.goal_asking),
    Scene("goal-fresh", goals.goal_fresh),
    Scene("goal-talk", goals.talk("woop", 2)),
    Scene("goal-talk-numbers", goals.talk("smart", 1)),
    Scene("goal-talk-steps", goals.talk("grow", 3)),
    Scene("goal-review", goals.review(0)),
    Scene("goal-review-words", goals.review_words),
    Scene("goal-review-over", goals.review(2)),
    Scene("person-goals-full", goals.person_goals),
    Scene("prepare", meeting.prepare),
    Scene("prepare-empty", meeting.prepare_empty),
    Scene("run-ready", meeting.run_ready),
    Scene("session-run", meeting.session_run),
    Scene("run-over", meeting.run_over),
    Scene("run-paused", meeting.run_paused),
    Scene("run-slept", meeting.run_slept),
    Scene("run-draft", meeting.run_draft),
    Scene("run-share-safe", meeting.run_share_safe),
    Scene("run-held", meeting.run_held),
    Scene("timer-popout", meeting.mini),
    Scene("mini-ready", meeting.mini_ready),
    Scene("mini-share-safe", meeting.mini_share_safe),
    Scene("mini-closing", meeting.mini_closing),
    Scene("session-wrap-up", meeting.wrap_filled),
    Scene("wrap-attendance", meeting.wrap_attendance),
    Scene("wrap-fresh", meeting.wrap_fresh),
    Scene("wrap-entry", meeting.wrap_entry),
    Scene("wrap-done", meeting.wrap_done),
    Scene("wrap-folded", meeting.wrap_folded),
    Scene("wrap-not-ended", meeting.wrap_not_ended),
    *(
        Scene("settings" if key == "security" else f"settings-{key}", went("settings", topic=key))
        for key in SETTINGS
    ),
    Scene("settings-refused", pages.settings_refused),
    Scene("settings-passphrase", went("settings", topic="passphrase")),
    Scene("settings-recovery-key", pages.settings_key),
    Scene("settings-replace-key", pages.settings_replace),
    Scene("settings-found", pages.settings_found),
    Scene("settings-trash", pages.settings_trash),
    *(Scene(name, draw) for name, draw in backing.SCENES),
    *(Scene(*each) for each in damaging.SCENES),
    Scene("help", went("help")),
    Scene("help-keys", went("help", topic="keys")),
    Scene("help-protected", went("help", topic="protected")),
    Scene("help-found", pages.help_found),
    Scene("palette", pages.palette("review")),
    Scene("palette-empty", pages.palette("")),
    Scene("palette-nothing", pages.palette("zebra")),
    Scene("shield", pages.shield),
)
