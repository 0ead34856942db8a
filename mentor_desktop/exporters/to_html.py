"""A summary as one HTML file that asks nobody for anything: no script, no address, its own style.

The template escapes whatever it is given. May import jinja2, the tree, words and the resources folder.
"""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from mentor_desktop import RESOURCES, words
from mentor_desktop.exporters.tree import Block, Document, Span, plain, runs_rightwards


def html_of(document: Document) -> str:
    """The whole page. Each text carries its own direction, so that a name in another script stands right."""
    direction = "rtl" if words.right_to_left(document.language) else "ltr"
    return _template().render(document=document, direction=direction)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(RESOURCES / "html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = _kind
    environment.filters["direction"] = _direction
    return environment.get_template("summary.html.j2")


def _kind(node: Block | Span) -> str:
    return type(node).__name__


def _direction(spans: tuple[Span, ...]) -> str:
    return "ltr" if runs_rightwards(plain(spans)) else "rtl"
