"""Which parts of Settings are seen: those of a section, or those that hold the words looked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget


@dataclass
class _Found:
    section: str
    card: QWidget
    words: str
    parts: list[tuple[QWidget, str]] = field(default_factory=list)


class Finder:
    """Shows and hides; `nothing` is what stands there when no words fit."""

    def __init__(self, nothing: QWidget) -> None:
        self._cards: list[_Found] = []
        self._nothing = nothing

    def add(self, section: str, card: QWidget, words: str) -> None:
        """A card of a section, with the words it is found by as a whole."""
        self._cards.append(_Found(section, card, words.casefold()))

    def add_part(self, card: QWidget, part: QWidget, words: str) -> None:
        """A field of a card, with its own words."""
        found = next(each for each in self._cards if each.card is card)
        found.parts.append((part, words.casefold()))

    def show_section(self, section: str) -> None:
        """Shows a section whole."""
        for each in self._cards:
            each.card.setVisible(each.section == section)
            for part, _words in each.parts:
                part.setVisible(True)
        self._nothing.hide()

    def find(self, text: str) -> None:
        """Shows what holds every one of these words."""
        wanted = text.casefold().split()
        anything = False
        for each in self._cards:
            seen = bool(each.words) and all(word in each.words for word in wanted)
            for part, words in each.parts:
                fits = all(word in words for word in wanted)
                part.setVisible(fits)
                seen = seen or fits
            each.card.setVisible(seen)
            anything = anything or seen
        self._nothing.setVisible(not anything)
