"""An invitation as a calendar file (RFC 5545), from what may be shared alone. May import icalendar."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from mentor_desktop.domain.shareable import SharedEvent, SharedInvitation

PRODUCT = "-//Mentor Desktop//EN"
ALARM_MINUTES = 10


def ics_of(invitation: SharedInvitation) -> bytes:
    """The whole file: one event, or a series with its exceptions, in the zones it was planned in."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    first = _event(invitation, invitation.event)
    if invitation.weeks and invitation.count > 1:
        rule = {"freq": "weekly", "interval": invitation.weeks, "count": invitation.count}
        first.add("rrule", rule)
        if invitation.cancelled:
            first.add("exdate", [_aware(each, invitation.event.zone) for each in invitation.cancelled])
    calendar.add_component(first)
    for planned, moved in invitation.moved:
        other = _event(invitation, moved)
        other.add("recurrence-id", _aware(planned, invitation.event.zone))
        calendar.add_component(other)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(invitation: SharedInvitation, event: SharedEvent) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", invitation.uid)
    made.add("sequence", invitation.sequence)
    made.add("dtstamp", invitation.stamp.replace(tzinfo=UTC))
    start = _aware(event.wall, event.zone)
    made.add("dtstart", start)
    made.add("dtend", _later(start, event.minutes))
    made.add("summary", invitation.title)
    if invitation.description:
        made.add("description", invitation.description)
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", invitation.title)
    alarm.add("trigger", timedelta(minutes=-ALARM_MINUTES))
    made.add_component(alarm)
    return made


def _aware(wall: datetime, zone: str) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone))


def _later(start: datetime, minutes: int) -> datetime:
    """So many real minutes later, also over a change of the clocks."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
