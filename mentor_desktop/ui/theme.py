"""The look: colours, fonts and sizes of the whole program, applied in one place.

One `Theme` is built by the composition root as a child of the QApplication. Widgets reach it through
`current()`, which reads an attribute of the running QApplication, so there is no global of our own and a
theme ends with its application. May import Qt, `tokens` and the resources folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mentor_desktop import RESOURCES
from mentor_desktop.ui.sheet import sheet
from mentor_desktop.ui.tokens import Tokens, load

Choice = Literal["system", "light", "dark", "contrast"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 80, 200
MOTION_MS = 120
LINE_HEIGHT = 1.45
FAMILY = "Inter App"
DISPLAY = "Inter App Display"
FALLBACKS = ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai")
_ATTRIBUTE = "mentor_theme"

# size in px at 100 %, weight, display cut, tabular figures, letter spacing in px at 100 %
_ROLES: dict[str, tuple[float, int, bool, bool, float]] = {
    "body": (13, 400, False, False, 0),
    "strong": (13, 600, False, False, 0),
    "button": (13, 500, False, False, 0),
    "small": (12, 400, False, False, 0),
    "small_strong": (12, 600, False, False, 0),
    "chip": (12, 500, False, False, 0),
    "key": (11, 400, False, False, 0),
    "caption": (11, 600, False, False, 0.5),
    "card_title": (15, 600, False, False, 0),
    "page_title": (22, 600, True, False, -0.2),
    "ask": (30, 600, True, False, -0.3),  # a question that is read together on a shared screen
    "large": (16, 400, False, False, 0),  # and what is answered to it
    "clock": (34, 600, True, True, 0),
    "time": (13, 400, False, True, 0),
    "figure": (12, 400, False, True, 0),
}


class Theme(QObject):
    """Holds the tokens, the text size and the wish for less motion, and puts them on the application.

    `changed` is emitted after every application of a theme; painted widgets need it only for caches that
    neither a palette nor a font change empties.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, fonts: Path = RESOURCES / "fonts", *, in_fusion: bool = False
    ) -> None:
        """`in_fusion` says that the application was started in that style already: asking for it again would
        load every enumeration of Qt's styles."""
        super().__init__(app)
        self._app = app
        self._tokens = load("light")
        self._percent = 100
        self._choice: Choice = "system"
        self._less_motion = False
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        for path in sorted(fonts.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        setattr(app, _ATTRIBUTE, self)  # thousands of readings a page: a property of Qt's is ten times dearer
        if not in_fusion:
            app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        return self._tokens

    @property
    def percent(self) -> int:
        """Text size in per cent, 80 to 200."""
        return self._percent

    @property
    def choice(self) -> Choice:
        """What was asked for: a theme, or to follow the system."""
        return self._choice

    def apply(self, choice: Choice = "system", percent: int = 100, less_motion: bool = False) -> None:
        """Puts a theme on the application. `percent` is held within 80 to 200."""
        self._choice = choice
        self._percent = min(max(percent, SMALLEST), LARGEST)
        self._less_motion = less_motion
        self._tokens = load(self._resolved())
        self._colours.clear()
        self._fonts.clear()
        # Palette, font, sheet: any other order leaves living widgets one change behind.
        self._app.setPalette(self._palette())
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(sheet(self._tokens, self.px))
        self.changed.emit()

    def px(self, size: float) -> int:
        """Pixels of a length that grows with the text size."""
        return round(size * self._percent / 100)

    def em(self, width: int) -> int:
        """A width as the layout rules count it: what it would be at 100 % text size."""
        return width * 100 // self._percent

    def colour(self, name: str) -> QColor:
        """The colour of a token by its name; an unknown name raises AttributeError."""
        if (found := self._colours.get(name)) is None:
            found = self._colours[name] = QColor(cast(str, getattr(self._tokens, name)))
        return found

    def font(self, role: str) -> QFont:
        """The font of a text role (see `_ROLES`) at the present text size.

        An unknown role raises KeyError.
        """
        if (found := self._fonts.get(role)) is None:
            size, weight, display, tabular, spacing = _ROLES[role]
            found = QFont()
            found.setFamilies([DISPLAY if display else FAMILY, *([FAMILY] if display else []), *FALLBACKS])
            found.setPixelSize(max(self.px(size), 1))
            found.setWeight(QFont.Weight(weight))
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                found.setFeature(QFont.Tag("tnum"), 1)
            if spacing:
                found.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self._percent / 100)
            self._fonts[role] = found
        return found

    def metrics(self, role: str) -> QFontMetricsF:
        """Metrics of a role's font. Measure with these: a child's own font is one step behind on a change."""
        return QFontMetricsF(self.font(role))

    def line_height(self, role: str) -> int:
        """Height of one line of a role, in pixels."""
        factor = LINE_HEIGHT if _ROLES[role][0] < 15 else 1.3
        return round(self.px(_ROLES[role][0]) * factor)

    def duration(self, ms: int = MOTION_MS) -> int:
        """How long a movement lasts, in ms; 0 when less motion is wished for."""
        return 0 if self._less_motion else ms

    def _resolved(self) -> str:
        if self._choice != "system":
            return self._choice
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self._choice == "system":
            self.apply("system", self._percent, self._less_motion)

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in (
            (roles.Window, "bg"),
            (roles.WindowText, "text"),
            (roles.Base, "surface"),
            (roles.Text, "text"),
            (roles.AlternateBase, "bg"),
            (roles.Button, "surface"),
            (roles.ButtonText, "text"),
            (roles.BrightText, "danger"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.PlaceholderText, "dim"),
            (roles.ToolTipBase, "text"),
            (roles.ToolTipText, "surface"),
            (roles.Mid, "line"),
            (roles.Light, "surface"),
            (roles.Midlight, "hover"),
            (roles.Dark, "field_line"),
            (roles.Shadow, "field_line"),
            (roles.Accent, "accent"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("dim"))
        return palette


def current() -> Theme:
    """The theme of the running application; RuntimeError where none was built."""
    theme = getattr(QApplication.instance(), _ATTRIBUTE, None)
    if not isinstance(theme, Theme):
        raise RuntimeError("No theme was built for this application.")
    return theme


def roles() -> Iterable[str]:
    """The names of the text roles."""
    return _ROLES.keys()
