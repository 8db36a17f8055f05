"""The user's settings: ``config.yaml`` into one frozen record, and single values back into the file.

A wrong value never stops netx: it is named with file, line and field, and the default holds. Only a
file that is no YAML at all, or a wrong ``data``, is an error: another file would be written to.
"""

import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from netx_tui.config.folders import make_folder
from netx_tui.config.holidays import NONE, Holidays
from netx_tui.config.yaml_files import read_yaml, told_at
from netx_tui.domain.actions import COLUMNS
from netx_tui.domain.board_columns import LIMITS, Columns
from netx_tui.domain.contacts import DEPARTMENTS, NOTHING
from netx_tui.domain.errors import BadInput, CannotWrite, FieldError
from netx_tui.domain.profile import PURPOSES, Profile
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _

LANGUAGES = ("en", "de")
KEYMAPS = ("default", "vim", "emacs")
NOBODY = Profile()


class Settings(NamedTuple):
    """What ``config.yaml`` says, checked; every field has a default."""

    profile: Profile = NOBODY
    """What the user is looking for."""
    lang: str = ""
    """Language of the screens and sentences, one of ``LANGUAGES``; empty: as the terminal says."""
    theme: str = ""
    """Name of a shipped or own theme; empty: netx's own."""
    keymap: Mapping[str, str] = NOTHING
    """Other keys: the name of a key binding (see ``?`` in the screens) to keys, comma separated."""
    preset: str = "default"
    """The keymap under the user's own keys: one of ``KEYMAPS``; written as ``preset`` among them."""
    mouse: bool = True
    """Whether the screens listen to the mouse; without it the terminal's own selection works."""
    data: str = ""
    """The data file; empty: ``$XDG_DATA_HOME/netx/netx.json``. Relative to the folder of config.yaml."""
    mailer: str = ""
    """The command of the mail program that opens a draft; ``{file}`` stands for it, else it comes last."""
    board: Columns = Columns()
    """The user's names of the board's columns, and how many cards they take."""
    review: tuple[int, str] = (4, "16:00")
    """When the weekly review is due: a weekday (Monday is 0) and a time."""
    holidays: Holidays = NONE
    """Days on which nobody works, besides Saturdays and Sundays."""
    scoring: Mapping[str, Any] = NOTHING
    """Numbers that override ``rules/scoring.yaml`` key by key."""
    problems: tuple[str, ...] = ()
    """Sentences about what could not be used, each with file, line and field."""


def load_settings(path: str, *, cache: str = "") -> Settings:
    """The settings in ``path``; a missing file means all defaults.

    Raises ``BadInput`` for a file that is not YAML and for a wrong ``data``.
    """
    found = read_yaml(path, cache=cache, missing_ok=True)
    if not found:
        return Settings()
    problems: list[str] = []
    values = _checked(found, _SETTINGS, "", path, problems)
    if "preset" in values.get("keymap", {}):
        keymap = dict(values["keymap"])
        said = {"preset": keymap.pop("preset")}
        values["keymap"] = keymap
        values.update(_checked(said, {"preset": _one_of(KEYMAPS)}, "keymap.", path, problems))
    if "board" in values:
        values["board"] = _board(values["board"], path, problems)
    if "review" in values:
        said = _checked(values["review"], _REVIEW, "review.", path, problems)
        usual = Settings().review
        values["review"] = (said.get("day", usual[0]), said.get("time", usual[1]))
    if "holidays" in values:
        values["holidays"] = Holidays(**_checked(values["holidays"], _HOLIDAYS, "holidays.", path, problems))
    profile = values.pop("profile", None)
    if profile is not None:
        values["profile"] = Profile(**_checked(profile, _PROFILE, "profile.", path, problems))
    return Settings(**values, problems=tuple(problems))


def read_profile_value(name: str, text: str) -> Any:
    """The value of the profile's field ``name`` written as ``text``; an empty text means the default.

    Raises ``FieldError`` for an unknown field (with the nearest match) or a value that does not fit.
    """
    if name not in _PROFILE:
        raise FieldError(_unknown(name, _PROFILE, _("There is no profile field '{name}'.")), field=name)
    return _PROFILE[name](name, text) if text.strip() else getattr(NOBODY, name)


def save_profile(path: str, settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Write ``changes`` (field of the profile to checked value) into ``path``; returns the new settings."""
    plain = {
        f"profile.{name}": list(value) if isinstance(value, tuple) else value
        for name, value in changes.items()
    }
    save_settings(path, plain)
    return settings._replace(profile=settings.profile._replace(**changes))


def save_settings(path: str, changes: Mapping[str, Any]) -> None:
    """Write ``changes`` (dotted name to plain value) into the file ``path``, keeping its comments.

    The file is replaced as a whole or not at all. Raises ``BadInput`` if what is there is not YAML,
    ``CannotWrite`` if writing fails.
    """
    read_yaml(path, missing_ok=True)
    from netx_tui.config.yaml_writer import changed_yaml

    try:
        with open(path, "rb") as file:
            before = file.read().decode("utf-8-sig")
    except FileNotFoundError:
        before = ""
    except OSError as error:
        raise BadInput(
            _("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror)
        ) from None
    write_private(path, changed_yaml(before, changes))


def write_private(path: str, text: str) -> None:
    """Replace ``path`` by a file with ``text`` that only its owner can read; a link is followed.

    Raises ``CannotWrite``; the old file then stands as it was.
    """
    # Many keep their settings in another folder and link to them: the link must survive.
    target = os.path.realpath(path)
    beside = f"{target}.{os.getpid()}.tmp"
    try:
        make_folder(os.path.dirname(target))
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600),
            "w",
            encoding="utf-8",
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        raise CannotWrite(
            _("{file} cannot be written: {reason}. Nothing changed.").format(file=path, reason=error.strerror)
        ) from None


def _wrong(name: str, value: Any, wanted: str) -> FieldError:
    if isinstance(value, bool):
        # YAML turned the word into a meaning; the person typed a word.
        value = "yes" if value else "no"
    return FieldError(
        _("{field}: '{value}' does not fit; {wanted}.").format(
            field=name, value=clean_line(str(value), 60), wanted=wanted
        ),
        field=name,
    )


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_line(value)
    raise _wrong(name, value, _("a text is wanted, in quotes if need be"))


def _number(name: str, value: Any) -> int:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value[:9])
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    raise _wrong(name, value, _("a whole number from {low} to {high}").format(low=0, high=100))


def _flag(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in ("yes", "true", "ja", "1"):
        return True
    if word in ("no", "false", "nein", "0"):
        return False
    raise _wrong(name, value, _("yes or no"))


def _one_of(choices: tuple[str, ...]) -> Callable[[str, Any], str]:
    def read(name: str, value: Any) -> str:
        word = str(value).strip().casefold().replace(" ", "_").replace("-", "_")
        if word in choices:
            return word
        raise _wrong(name, value, _("one of {choices}").format(choices=", ".join(choices)))

    return read


def _departments(name: str, value: Any) -> tuple[str, ...]:
    parts = value.replace(",", ";").split(";") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise _wrong(name, value, _("a list like [data, research] is wanted"))
    words = (department_word(part) for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


def department_word(text: str) -> str:
    """``text`` as the word of the department vocabulary, or as an own word in small letters."""
    own = clean_line(text).casefold()
    known = own.replace(" ", "_").replace("-", "_")
    return known if known in DEPARTMENTS else own


def _mapping(name: str, value: Any) -> Mapping[str, Any]:
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return value
    raise _wrong(name, value, _("lines of the form 'name: value' below it are wanted"))


def _keymap(name: str, value: Any) -> Mapping[str, str]:
    return {_text(name, key): _text(f"{name}.{key}", keys) for key, keys in _mapping(name, value).items()}


_PROFILE: Mapping[str, Callable[[str, Any], Any]] = {
    "sender_name": _text,
    "sender_line": _text,
    "purpose": _one_of(PURPOSES),
    "target_departments": _departments,
    "adjacent_departments": _departments,
    "weekly_talks": _number,
    "weekly_invitations": _number,
    "first_timer": _flag,
}
_SETTINGS: Mapping[str, Callable[[str, Any], Any]] = {
    "profile": _mapping,
    "lang": _one_of(LANGUAGES),
    "theme": _text,
    "keymap": _keymap,
    "mouse": _flag,
    "data": _text,
    "mailer": _text,
    "board": _mapping,
    "holidays": _mapping,
    "review": _mapping,
    "scoring": _mapping,
}


def _country(name: str, value: Any) -> str:
    # YAML reads Norway as a no.
    return "NO" if value is False else _text(name, value).upper()


def _days(name: str, value: Any) -> tuple[str, ...]:
    days = value if isinstance(value, list) else [value]
    if all(isinstance(day, (str, date)) for day in days):
        return tuple(day.isoformat() if isinstance(day, date) else day.strip() for day in days)
    raise _wrong(name, value, _("a list like ['2026-12-24', '12-31'] is wanted"))


def _weekday(name: str, value: Any) -> int:
    from netx_tui.domain.calendar_words import WEEKDAY_WORDS
    from netx_tui.domain.text import search_key

    found = WEEKDAY_WORDS.get(search_key(str(value)).strip())
    if found is None:
        raise _wrong(name, value, _("a weekday is wanted, like fri"))
    return found


def _clock_time(name: str, value: Any) -> str:
    # YAML reads 16:00 as the number of minutes that it has in base 60; a 16 stays one, and is an hour.
    minutes = type(value) is int and value >= 60
    text = f"{value // 60}:{value % 60:02}" if minutes else str(value).strip()
    hour, _colon, minute = text.partition(":")
    if hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60:
        return f"{int(hour):02}:{int(minute or 0):02}"
    raise _wrong(name, value, _("a time is wanted, like '16:00'"))


_REVIEW: Mapping[str, Callable[[str, Any], Any]] = {"day": _weekday, "time": _clock_time}
_HOLIDAYS: Mapping[str, Callable[[str, Any], Any]] = {
    "country": _country,
    "region": _country,
    "days": _days,
    "file": _text,
}
_NAMES: Mapping[str, Callable[[str, Any], Any]] = dict.fromkeys(COLUMNS, _text)
_LIMITS: Mapping[str, Callable[[str, Any], Any]] = dict.fromkeys(LIMITS, _number)
_BOARD: Mapping[str, Callable[[str, Any], Any]] = {"names": _mapping, "limits": _mapping}


def _board(found: Mapping[str, Any], path: str, problems: list[str]) -> Columns:
    parts = _checked(found, _BOARD, "board.", path, problems)
    names = _checked(parts.get("names", {}), _NAMES, "board.names.", path, problems)
    limits = _checked(parts.get("limits", {}), _LIMITS, "board.limits.", path, problems)
    return Columns(names, {**LIMITS, **limits})


def _checked(
    found: Mapping[str, Any],
    table: Mapping[str, Callable[[str, Any], Any]],
    prefix: str,
    path: str,
    problems: list[str],
) -> dict[str, Any]:
    """The values of ``found`` that fit; a sentence in ``problems`` for each that does not."""
    good: dict[str, Any] = {}
    for name, value in found.items():
        if name not in table:
            sentence = _unknown(
                prefix + name, [prefix + known for known in table], _("there is no setting '{name}'.")
            )
        elif value is None:
            continue
        else:
            try:
                good[name] = table[name](prefix + name, value)
                continue
            except FieldError as error:
                sentence = error.message
        where = told_at(path, prefix + name)
        if name == "data":
            raise BadInput(where + sentence)
        problems.append(where + sentence)
    return good


def _unknown(name: str, known: Mapping[str, Any] | list[str], sentence: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    told = sentence.format(name=clean_line(name, 60))
    return told + (" " + _("Did you mean '{near}'?").format(near=near[0]) if near else "")
