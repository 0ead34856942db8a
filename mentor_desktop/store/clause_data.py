"""How the data of a clause become JSON and come back, by the kind that is kept beside each value."""

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from mentor_desktop.domain.agreements import Span, Value, Window
from mentor_desktop.domain.ids import PersonId


def data_text(data: Mapping[str, Value]) -> str:
    """The data of a clause as kept in a column."""
    return json.dumps(
        {name: _packed(value) for name, value in data.items()}, ensure_ascii=False, sort_keys=True
    )


def data_of(text: str) -> dict[str, Value]:
    """The data of a clause as read from a column."""
    return {name: _READ[kind](value) for name, (kind, value) in json.loads(text).items()}


def _packed(value: Value) -> list[Any]:
    if isinstance(value, int):
        return ["number", value]
    if isinstance(value, str):
        return ["line", value]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, Span):
        return ["span", _span(value)]
    windows = [each for each in value if isinstance(each, Window)]
    if windows:
        return ["windows", [[list(each.days), _span(each.span), each.person and each.person.hex()]
                            for each in windows]]  # fmt: skip
    return ["weekdays", list(value)]


def _span(span: Span) -> list[str]:
    return [span.since.isoformat("minutes"), span.until.isoformat("minutes")]


def _span_of(value: list[str]) -> Span:
    return Span(time.fromisoformat(value[0]), time.fromisoformat(value[1]))


def _windows_of(value: list[Any]) -> tuple[Window, ...]:
    return tuple(
        Window(tuple(days), _span_of(span), PersonId(bytes.fromhex(person)) if person else None)
        for days, span, person in value
    )


_READ: Mapping[str, Callable[[Any], Value]] = {
    "number": int,
    "line": str,
    "date": date.fromisoformat,
    "span": _span_of,
    "weekdays": tuple,
    "windows": _windows_of,
}
