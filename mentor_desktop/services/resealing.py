"""Sealing attachments anew after the vault's key was replaced, and going on with it after a crash.

May import attachments and the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentor_desktop.domain.ids import Millis
from mentor_desktop.services import attachments
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import settings as store

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

REKEYED = "attachments_keyed_before"  # milliseconds since 1970, while attachments wait for fresh keys


def begin(desk: Desk) -> None:
    """From now on every attachment that is there waits for a fresh key."""
    with desk.change() as c:
        store.save_setting(c, REKEYED, desk.now() + 1)  # those made this very moment too


def finish(opened: Opened) -> None:
    """Seal those anew that wait for it; does nothing where none do."""
    with opened.desk.read() as c:
        since = store.load_settings(c).get(REKEYED)
    if isinstance(since, int):
        attachments.reencrypt(opened, before=Millis(since))
        with opened.desk.change() as c:
            store.save_setting(c, REKEYED, None)
