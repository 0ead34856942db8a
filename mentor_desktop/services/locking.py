"""What the vault says about locking by itself."""

from dataclasses import dataclass

from mentor_desktop.services import running, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.setting_table import BY_NAME


@dataclass(frozen=True, slots=True)
class IdlePolicy:
    """After how many minutes without a touch it locks (0 for never), and whether a session runs."""

    minutes: int
    running: bool


STRICT = IdlePolicy(BY_NAME["idle_minutes"].default, running=False)
"""What holds where the vault cannot say."""


def idle_policy(desk: Desk) -> IdlePolicy:
    """What holds now."""
    values = settings.get(desk)
    minutes = values["idle_minutes"] if values["idle_lock"] else 0
    return IdlePolicy(minutes, running.running(desk) is not None)
