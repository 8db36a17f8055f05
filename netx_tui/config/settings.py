"""The user's settings: ``config.yaml`` into one frozen record, and single values back into the file.

A wrong value never stops netx: it is named with file, line and field, and the default holds. Only a
file that is no YAML at all, or a wrong ``data``, is an error: another file would be written to.
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from netx_tui.config.folders import make_folder
from netx_tui.config.holidays import NONE, Holidays
from netx_tui.config.readers import Reader
from netx_tui.config.spec import AUTO, COLUMN_LIMITS, COLUMN_NAMES, readers
from netx_tui.config.yaml_files import read_yaml, told_at
from netx_tui.domain.board_columns import LIMITS, Columns
from netx_tui.domain.contacts import NOTHING
from netx_tui.domain.errors import BadInput, CannotWrite, FieldError
from netx_tui.domain.profile import Profile
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _

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
    mouse: str = AUTO
    """Whether the screens listen to the mouse: ``on``, ``off``, ``auto``."""
    motion: str = AUTO
    """Whether things move: one of ``MOTIONS``."""
    ascii: str = AUTO
    """Whether only ASCII is drawn: ``on``, ``off``, ``auto``."""
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
    values = _checked(found, readers(), "", path, problems)
    if "preset" in values.get("keymap", {}):
        keymap = dict(values["keymap"])
        said = {"preset": keymap.pop("preset")}
        values["keymap"] = keymap
        values.update(_checked(said, readers("keymap"), "keymap.", path, problems))
    if "board" in values:
        values["board"] = _board(values["board"], path, problems)
    if "review" in values:
        said = _checked(values["review"], readers("review"), "review.", path, problems)
        usual = Settings().review
        values["review"] = (said.get("day", usual[0]), said.get("time", usual[1]))
    if "holidays" in values:
        days = _checked(values["holidays"], readers("holidays"), "holidays.", path, problems)
        values["holidays"] = Holidays(**days)
    profile = values.pop("profile", None)
    if profile is not None:
        values["profile"] = Profile(**_checked(profile, readers("profile"), "profile.", path, problems))
    return Settings(**values, problems=tuple(problems))


def read_profile_value(name: str, text: str) -> Any:
    """The value of the profile's field ``name`` written as ``text``; an empty text means the default.

    Raises ``FieldError`` for an unknown field (with the nearest match) or a value that does not fit.
    """
    known = readers("profile")
    if name not in known:
        raise FieldError(_unknown(name, known, _("There is no profile field '{name}'.")), field=name)
    return known[name](name, text) if text.strip() else getattr(NOBODY, name)


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


def _board(found: Mapping[str, Any], path: str, problems: list[str]) -> Columns:
    parts = _checked(found, readers("board"), "board.", path, problems)
    names = _checked(parts.get("names", {}), COLUMN_NAMES, "board.names.", path, problems)
    limits = _checked(parts.get("limits", {}), COLUMN_LIMITS, "board.limits.", path, problems)
    return Columns(names, {**LIMITS, **limits})


def _checked(
    found: Mapping[str, Any],
    table: Mapping[str, Reader],
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
