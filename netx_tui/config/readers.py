"""How single settings are read: from what YAML makes of a line to the value, or what to say of it.

A reader takes the dotted name of a setting and its value; it raises ``FieldError`` for one that does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from netx_tui.domain.contacts import DEPARTMENTS, NOTHING
from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _

Reader = Callable[[str, Any], Any]


def on_off_auto(name: str, value: Any) -> str:
    """``on``, ``off`` or ``auto``; what YAML reads as yes and no too."""
    word = str(value).strip().casefold()
    if word == "auto":
        return word
    try:
        return "on" if flag(name, word) else "off"
    except FieldError:
        raise wrong(name, value, _("auto, on or off")) from None


def wrong(name: str, value: Any, wanted: str) -> FieldError:
    """What to say of a value that does not fit."""
    if isinstance(value, bool):
        # YAML turned the word into a meaning; the person typed a word.
        value = "yes" if value else "no"
    return FieldError(
        _("{field}: '{value}' does not fit; {wanted}.").format(
            field=name, value=clean_line(str(value), 60), wanted=wanted
        ),
        field=name,
    )


def text(name: str, value: Any) -> str:
    """A line of text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_line(value)
    raise wrong(name, value, _("a text is wanted, in quotes if need be"))


def number(name: str, value: Any) -> int:
    """A whole number from 0 to 100."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value[:9])
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    raise wrong(name, value, _("a whole number from {low} to {high}").format(low=0, high=100))


def flag(name: str, value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in ("yes", "true", "ja", "on", "1"):
        return True
    if word in ("no", "false", "nein", "off", "0"):
        return False
    raise wrong(name, value, _("yes or no"))


def one_of(choices: tuple[str, ...]) -> Callable[[str, Any], str]:
    """A reader for one of ``choices``."""

    def read(name: str, value: Any) -> str:
        word = str(value).strip().casefold().replace(" ", "_").replace("-", "_")
        if word in choices:
            return word
        raise wrong(name, value, _("one of {choices}").format(choices=", ".join(choices)))

    return read


def departments(name: str, value: Any) -> tuple[str, ...]:
    """Words of the department vocabulary, or own ones; a list, or a text with ``;``."""
    parts = value.replace(",", ";").split(";") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise wrong(name, value, _("a list like [data, research] is wanted"))
    words = (department_word(part) for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


def department_word(text: str) -> str:
    """``text`` as the word of the department vocabulary, or as an own word in small letters."""
    own = clean_line(text).casefold()
    known = own.replace(" ", "_").replace("-", "_")
    return known if known in DEPARTMENTS else own


def mapping(name: str, value: Any) -> Mapping[str, Any]:
    """Lines of the form ``name: value``."""
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return value
    raise wrong(name, value, _("lines of the form 'name: value' below it are wanted"))


def keymap(name: str, value: Any) -> Mapping[str, str]:
    """Bindings and their keys."""
    return {text(name, key): text(f"{name}.{key}", keys) for key, keys in mapping(name, value).items()}


def country(name: str, value: Any) -> str:
    """The code of a country, or of a part of it."""
    # YAML reads Norway as a no.
    return "NO" if value is False else text(name, value).upper()


def days(name: str, value: Any) -> tuple[str, ...]:
    """Days, as texts."""
    days = value if isinstance(value, list) else [value]
    if all(isinstance(day, (str, date)) for day in days):
        return tuple(day.isoformat() if isinstance(day, date) else day.strip() for day in days)
    raise wrong(name, value, _("a list like ['2026-12-24', '12-31'] is wanted"))


def weekday(name: str, value: Any) -> int:
    """A weekday, 0 is Monday."""
    from netx_tui.domain.calendar_words import WEEKDAY_WORDS
    from netx_tui.domain.text import search_key

    found = WEEKDAY_WORDS.get(search_key(str(value)).strip())
    if found is None:
        raise wrong(name, value, _("a weekday is wanted, like fri"))
    return found


def clock_time(name: str, value: Any) -> str:
    """A time of day, as ``16:00``."""
    # YAML reads 16:00 as the number of minutes that it has in base 60; a 16 stays one, and is an hour.
    minutes = type(value) is int and value >= 60
    text = f"{value // 60}:{value % 60:02}" if minutes else str(value).strip()
    hour, _colon, minute = text.partition(":")
    if hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60:
        return f"{int(hour):02}:{int(minute or 0):02}"
    raise wrong(name, value, _("a time is wanted, like '16:00'"))
