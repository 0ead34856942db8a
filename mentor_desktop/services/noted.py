"""Moments that a vault remembers of its secrets: the passphrase typed, the recovery key proved.

All in milliseconds since 1970. May import the desk and the store.
"""

from mentor_desktop.domain.ids import Millis
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import settings as store

TYPED, SEEN, PROVED = "passphrase_typed", "latest_seen", "recovery_proved"


def passphrase_typed(desk: Desk) -> None:
    """The passphrase was typed now; what a wrong clock had said before counts no longer."""
    now = desk.now()
    with desk.change() as c:
        store.save_setting(c, TYPED, now)
        store.save_setting(c, SEEN, now)


def seen(desk: Desk) -> None:
    """The vault was opened now without the passphrase."""
    now = max(desk.now(), _moment(desk, SEEN) or 0)
    with desk.change() as c:
        store.save_setting(c, SEEN, now)


def last_typed(desk: Desk) -> tuple[int, int]:
    """When the passphrase was typed last, and the latest moment ever seen; 0 for never."""
    return _moment(desk, TYPED) or 0, _moment(desk, SEEN) or 0


def recovery_proved(desk: Desk) -> None:
    """The recovery key was just proved: typed whole, or two of its groups when it was made."""
    now = desk.now()
    with desk.change() as c:
        store.save_setting(c, PROVED, now)


def last_proved(desk: Desk) -> Millis | None:
    """When the recovery key was proved last, or None."""
    found = _moment(desk, PROVED)
    return None if found is None else Millis(found)


def _moment(desk: Desk, name: str) -> int | None:
    with desk.read() as c:
        found = store.load_settings(c).get(name)
    return found if isinstance(found, int) else None
