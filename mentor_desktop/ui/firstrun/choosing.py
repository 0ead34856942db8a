"""The rules of choosing a passphrase: strength as it is typed, six random words, and what is refused.

Used by first run, by keeping the sample vault, and after an opening with the recovery key. No Qt. The
services are loaded in the worker, so that the first window need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from mentor_desktop.ui.ask import Ask
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.ui.timing import Delay

PAUSE_MS = 150  # after a key, before its strength is looked at


class ChoosingView(Protocol):
    """Two fields, a meter, and a sentence below each field."""

    def phrases(self) -> tuple[str, str]:
        """What is typed in both fields."""
        ...

    def show_strength(self, score: int, word: str) -> None:
        """Fill the meter, 0 to 4; -1 empties it."""
        ...

    def show_words(self, words: str) -> None:
        """Put a drawn passphrase into the first field, readable, and empty the second."""
        ...

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        """Say what is wrong below the first field, or below the second."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Whether the answer is being looked at."""
        ...


class Choosing:
    """`chosen(passphrase)` is called once for a passphrase that was typed twice and not refused."""

    def __init__(self, view: ChoosingView, ask: Ask, delay: Delay, chosen: Callable[[str], None]) -> None:
        self._view = view
        self._ask = ask
        self._delay = delay
        self._chosen = chosen
        self._cancel: Callable[[], None] | None = None
        self._asked = 0

    def typed(self) -> None:
        """A key was pressed in the first field."""
        self._stop()
        self._asked += 1
        if not self._view.phrases()[0]:
            self._view.show_strength(-1, "")
            return
        self._cancel = self._delay.after(PAUSE_MS, self._look)

    def words(self) -> None:
        """Draw six words."""
        self._ask.read(_six_words, self._drawn, _ignored)

    def next(self) -> None:
        """Both fields are filled: go on, or say why not."""
        first, second = self._view.phrases()
        if not first:
            self._view.refuse(_("Type a passphrase first, or let six words be drawn."))
            return

        def judged(sentence: str) -> None:
            self._view.set_busy(False)
            if sentence:
                self._view.refuse(sentence)
            elif not second:
                self._view.refuse(_("Type it once more here."), again=True)
            elif first != second:
                self._view.refuse(_("This differs from the first one. Type it once more."), again=True)
            else:
                self._stop()
                self._chosen(first)

        def failed(_error: BaseException) -> None:
            self._view.set_busy(False)
            self._view.refuse(_("This could not be looked at. Try again."))

        self._view.set_busy(True)
        self._ask.read(lambda: _refusal(first), judged, failed)

    def _look(self) -> None:
        self._cancel = None
        text, number = self._view.phrases()[0], self._asked

        def found(strength: Any) -> None:
            if number == self._asked:
                self._view.show_strength(strength.score, strength.word)

        self._ask.read(lambda: _strength(text), found, _ignored)

    def _drawn(self, words: str) -> None:
        self._view.show_words(words)
        self.typed()

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


def _six_words() -> str:
    from mentor_desktop.services import passphrases

    return passphrases.six_words()


def _strength(text: str) -> Any:
    from mentor_desktop.services import passphrases

    return passphrases.strength(text)


def _refusal(text: str) -> str:
    from mentor_desktop.services import passphrases

    return passphrases.refusal(text)


def _ignored(_error: BaseException) -> None:
    """A meter that cannot be filled stays empty: the passphrase is judged again before it is taken."""
