"""The checklist a held session begins with."""

from collections.abc import Sequence

from mentor_desktop.domain.followups import Anchor, FollowUp, Group
from mentor_desktop.domain.ids import FollowUpId, SessionId
from mentor_desktop.services import content, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import followups as followup_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id


def make_checklist(c: Connection, desk: Desk, session: SessionId) -> None:
    """Give a session the default checklist, once."""
    if followup_store.load_follow_ups(c, [session]):
        return
    chosen = settings.load(c)
    own: Sequence[str] = chosen["checklist_own"]
    wanted: Sequence[str] = chosen["checklist"]
    defaults = {each.id: each for each in content.follow_up_defaults()}
    stamp = desk.stamp()
    for position, key in enumerate(key for key in wanted if key in defaults):
        each = defaults[key]
        item = FollowUp(
            id=FollowUpId(new_id()), session=session, text=each.text, anchor=each.anchor,
            offset_minutes=each.offset_minutes, group=each.group, position=position, default=each.id,
        )  # fmt: skip
        followup_store.save_follow_up(c, item, stamp)
    for offset, text in enumerate(own):
        item = FollowUp(
            id=FollowUpId(new_id()), session=session, text=text, anchor=Anchor.END, offset_minutes=24 * 60,
            group=Group.TODAY, position=len(wanted) + offset,
        )  # fmt: skip
        followup_store.save_follow_up(c, item, stamp)
