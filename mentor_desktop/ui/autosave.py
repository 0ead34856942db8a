"""Saving as one types: durable one second after the last key, every three seconds while typing, and at
once when the field is left. "Saved" is said only after the change is on disk. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentor_desktop.ui.ask import Ask, Failed

if TYPE_CHECKING:
    from mentor_desktop.ui.timing import Delay

AFTER_LAST_KEY = 1_000  # ms
WHILE_TYPING = 3_000  # ms


class AutoSaver:
    """Saves one field's text.

    `save(text, left)` runs in the writer's thread; `left` is True when the field is being left, so that a
    burst of typing ends. `told(True)` comes when the latest text is on disk, `told(False)` when there is
    something unsaved.
    """

    def __init__(
        self, ask: Ask, delay: Delay, save: Callable[[str, bool], object], told: Callable[[bool], None],
        failed: Failed
    ) -> None:  # fmt: skip
        self._ask, self._delay, self._save, self._told, self._failed = ask, delay, save, told, failed
        self._text: str | None = None  # typed and not handed to the writer yet
        self._under_way = 0
        self._cancel_pause: Callable[[], None] | None = None
        self._cancel_steady: Callable[[], None] | None = None

    def typed(self, text: str) -> None:
        """The field now says this."""
        self._text = text
        self._told(False)
        if self._cancel_pause is not None:
            self._cancel_pause()
        self._cancel_pause = self._delay.after(AFTER_LAST_KEY, self._save_now)
        if self._cancel_steady is None:
            self._cancel_steady = self._delay.after(WHILE_TYPING, self._save_now)

    def left(self) -> None:
        """The field was left (or the page, or the vault is about to lock): save at once."""
        self._hand_over(left=True)

    def drop(self) -> None:
        """The text became something else: nothing is left to save here."""
        self._stop_waiting()
        self._text = None

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not on disk yet."""
        return self._text is not None or self._under_way > 0

    def _save_now(self) -> None:
        self._hand_over(left=False)

    def _stop_waiting(self) -> None:
        for cancel in (self._cancel_pause, self._cancel_steady):
            if cancel is not None:
                cancel()
        self._cancel_pause = self._cancel_steady = None

    def _hand_over(self, *, left: bool) -> None:
        self._stop_waiting()
        if self._text is None:
            return
        text, self._text = self._text, None
        self._under_way += 1
        self._ask.write(
            lambda: self._save(text, left), self._saved, lambda error: self._not_saved(text, error)
        )

    def _saved(self, _result: object) -> None:
        self._under_way -= 1
        if not self.unsaved:
            self._told(True)

    def _not_saved(self, text: str, error: BaseException) -> None:
        self._under_way -= 1
        if self._text is None:
            self._text = text  # kept for the next try
        self._failed(error)
