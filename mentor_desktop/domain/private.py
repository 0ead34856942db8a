"""What is never shared: the mentor's own preparation, reflection and judgement of a session.

Exporters and `shareable.py` must not import this module; import-linter proves it.
"""

from dataclasses import dataclass

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.marks import private, structural


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The mentor's private words around one session."""

    session: SessionId = structural()
    intention: str = private(default="")  # one line, shown again in Run and Wrap up
    notes: str = private(default="")  # Markdown
    mattered: str = private(default="")  # what mattered, from the wrap-up


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """How a session felt to one side, 1 to 5, or None where nothing was said."""

    session: SessionId = structural()
    by: PersonId = structural()
    trust: int | None = private(default=None)
    listening: int | None = private(default=None)
    progress: int | None = private(default=None)
