"""The fields a person may set, and how each is read from text and written back.

One table serves the edit form, ``netx contact set``, the netx CSV and the help: a value typed in any
of these places is read by ``parse`` and refused with the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from sys import maxsize
from typing import Any

from netx_tui.domain import contacts
from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text
from netx_tui.i18n import N_, _


class Kind(Enum):
    """How a field's text is read."""

    LINE = "line"
    TEXT = "text"
    MONTH = "month"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    CHOICE = "choice"
    LINK = "link"


@dataclass(frozen=True)
class Field:
    """One settable field.

    ``name`` is the path in the document, ``label`` an untranslated sentence fragment for the form,
    ``choices`` the vocabulary (``open_choice``: own words are allowed too), ``low`` and ``high`` the
    bounds of a number, ``required`` whether empty is refused.
    """

    name: str
    kind: Kind
    label: str
    choices: tuple[str, ...] = ()
    open_choice: bool = False
    low: int = 0
    high: int = 1_000_000
    required: bool = False
    hint: str = ""


CONTACT_FIELDS: tuple[Field, ...] = (
    Field("name", Kind.LINE, N_("Name"), required=True),
    Field("given", Kind.LINE, N_("Given name")),
    Field("family", Kind.LINE, N_("Family name")),
    Field("title", Kind.LINE, N_("Job title"), hint=N_("department and level are guessed from it")),
    Field("company", Kind.LINE, N_("Company")),
    Field("department", Kind.CHOICE, N_("Department"), contacts.DEPARTMENTS, open_choice=True),
    Field("level", Kind.CHOICE, N_("Level"), contacts.LEVELS),
    Field("company_since", Kind.MONTH, N_("In the company since"), hint=N_("month, for example 2021-06")),
    Field("emails", Kind.LIST, N_("E-mail"), hint=N_("several: separate with ;")),
    Field("phones", Kind.LIST, N_("Phone"), hint=N_("several: separate with ;")),
    Field("links.linkedin", Kind.LINK, N_("LinkedIn")),
    Field("links.xing", Kind.LINK, N_("XING")),
    Field("links.x", Kind.LINK, N_("X")),
    Field("links.mastodon", Kind.LINK, N_("Mastodon")),
    Field("links.bluesky", Kind.LINK, N_("Bluesky")),
    Field("links.github", Kind.LINK, N_("GitHub")),
    Field("links.web", Kind.LINK, N_("Web page")),
    Field("city", Kind.LINE, N_("City")),
    Field("lang", Kind.CHOICE, N_("Language"), ("en", "de"), open_choice=True),
    Field("formality", Kind.CHOICE, N_("German form of address"), contacts.FORMALITIES),
    Field("salutation_override", Kind.LINE, N_("Own salutation")),
    Field("tier", Kind.CHOICE, N_("Circle"), contacts.TIERS),
    Field("tags", Kind.LIST, N_("Tags"), hint=N_("several: separate with ;")),
    Field("mutual_connections", Kind.NUMBER, N_("Mutual connections"), high=100_000),
    Field("referral_by", Kind.LINE, N_("Referred by")),
    Field("former_colleague", Kind.FLAG, N_("Former colleague")),
    Field("alumni", Kind.FLAG, N_("Studied at the same place")),
    Field("shared_community", Kind.FLAG, N_("Same community")),
    Field("responsiveness", Kind.CHOICE, N_("How they answer"), contacts.RESPONSIVENESS),
    Field("profile_checked", Kind.DAY, N_("Facts checked on"), hint=N_("day, for example 2026-11-23")),
    Field("do_not_contact", Kind.FLAG, N_("Do not contact")),
    Field("follow_up_on", Kind.DAY, N_("Ask me again on")),
    Field("snooze_until", Kind.DAY, N_("Snoozed until")),
    Field("source", Kind.LINE, N_("Found through")),
    Field("notes", Kind.TEXT, N_("Notes")),
)
COMPANY_FIELDS: tuple[Field, ...] = (
    Field("name", Kind.LINE, N_("Name"), required=True),
    Field(
        "motivation",
        Kind.NUMBER,
        N_("Motivation"),
        high=5,
        hint=N_("0 to 5: how much would you like to work there?"),
    ),
    Field("staff", Kind.NUMBER, N_("Staff"), high=10_000_000),
    Field("advocate", Kind.LINE, N_("Advocate")),
    Field("posting", Kind.LINE, N_("Posting")),
    Field("notes", Kind.TEXT, N_("Notes")),
)

LONGEST = 10_000
"""Characters a typed value may have, unless it is of a kind that has a limit of its own."""
_MOST = {Kind.LINE: LINE_LIMIT, Kind.TEXT: TEXT_LIMIT}

_YES = ("yes", "y", "true", "ja", "j", "1", "oui")
_NO = ("no", "n", "false", "nein", "0", "non")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?|(\d{1,2})[./](\d{4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def find(name: str, table: tuple[Field, ...]) -> Field:
    """The field called ``name``; raises ``FieldError`` with the nearest match for an unknown one."""
    for spec in table:
        if name == spec.name:
            return spec
    head, _dot, tail = name.partition(".")
    if head in ("links", "connected") and re.fullmatch(r"[a-z0-9_]{1,30}", tail):
        return Field(name, Kind.LINK if head == "links" else Kind.DAY, name)
    near = get_close_matches(name, [spec.name for spec in table], n=1, cutoff=0.5)
    if near:
        raise FieldError(
            _("There is no field '{name}'. Did you mean '{near}'?").format(name=name, near=near[0]),
            field=name,
        )
    known = ", ".join(spec.name for spec in table)
    raise FieldError(
        _("There is no field '{name}'. Fields: {known}.").format(name=name, known=known), field=name
    )


def parse(spec: Field, text: str) -> Any:
    """The JSON value of ``text`` for the field ``spec``; an empty text gives ``None`` (*not known*).

    Raises ``FieldError`` with a sentence that says what is wanted.
    """
    text = within(_cleaned(spec, text), _MOST.get(spec.kind, LONGEST), _(spec.label), spec.name)
    if not text:
        if spec.required:
            raise FieldError(_("{field} must not be empty.").format(field=_(spec.label)), field=spec.name)
        return None
    return _READERS[spec.kind](spec, text)


def within(text: str, most: int, label: str, field: str) -> str:
    """``text``; raises ``FieldError`` where it has more than ``most`` letters: nothing is cut in silence."""
    if len(text) > most:
        told = _("{field} has at most {most} letters.").format(field=label, most=most)
        raise FieldError(told, field=field)
    return text


def _cleaned(spec: Field, text: str) -> str:
    return (clean_text if spec.kind in (Kind.TEXT, Kind.LIST) else clean_line)(text, maxsize)


def show(spec: Field, value: Any) -> str:
    """``value`` as text that ``parse`` reads back to the same value."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return join_list(map(str, value))
    return str(value)


def join_list(items: Iterable[str]) -> str:
    """``items`` as one text, each ``;`` in them written ``\\;``."""
    return "; ".join(_escaped(item) for item in items)


def split_list(text: str) -> list[str]:
    """The items of a text: the inverse of ``join_list``, kind to spaces, line breaks and repeated ``;``."""
    items: list[str] = []
    pending = ""
    parts = re.sub(r"\r\n?|\n", ";", text).split(";")
    for number, part in enumerate(parts, start=1):
        bare = part.rstrip("\\")
        slashes = len(part) - len(bare)
        pending += bare + "\\" * (slashes // 2)
        if slashes % 2 and number < len(parts):
            pending += ";"
            continue
        items.append(clean_line(pending + "\\" * (slashes % 2)))
        pending = ""
    return list(dict.fromkeys(item for item in items if item))


def value_of(record: object, name: str) -> Any:
    """What ``record`` (a dataclass) holds at the dotted path ``name``."""
    head, dot, tail = name.partition(".")
    value = getattr(record, head)
    if dot and isinstance(value, Mapping):
        return value.get(tail)
    return value


def _wrong(spec: Field, text: str, wanted: str) -> FieldError:
    return FieldError(
        _("{field}: '{text}' does not fit; {wanted}.").format(
            field=_(spec.label), text=text[:60], wanted=wanted
        ),
        field=spec.name,
    )


def _line(_spec: Field, text: str) -> str:
    return clean_line(text)


def _text(_spec: Field, text: str) -> str:
    return text


def _number(spec: Field, text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text) or not spec.low <= int(text) <= spec.high:
        raise _wrong(
            spec, text, _("a whole number from {low} to {high}").format(low=spec.low, high=spec.high)
        )
    return int(text)


def _flag(spec: Field, text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise _wrong(spec, text, _("yes or no"))


def _list(_spec: Field, text: str) -> list[str]:
    return split_list(text)


def _escaped(item: str) -> str:
    """``item`` with ``\\;`` for a semicolon; backslashes before one or at the end are doubled."""
    item = re.sub(r"(\\*);", lambda match: match[1] * 2 + "\\;", item)
    bare = item.rstrip("\\")
    return bare + "\\" * 2 * (len(item) - len(bare))


def _choice(spec: Field, text: str) -> str:
    word = text.casefold().replace(" ", "_").replace("-", "_")
    if word in spec.choices:
        return word
    if spec.open_choice:
        return text.casefold()
    near = get_close_matches(word, spec.choices, n=1)
    wanted = _("one of {choices}").format(choices=", ".join(spec.choices))
    if near:
        wanted = _("did you mean '{near}'? One of {choices}").format(
            near=near[0], choices=", ".join(spec.choices)
        )
    raise _wrong(spec, text, wanted)


def _month(spec: Field, text: str) -> str:
    match = _MONTH.fullmatch(text)
    if match:
        year = int(match[1] or match[4])
        month = int(match[2] or match[3])
        if 1 <= month <= 12 and 1900 <= year <= 2999:
            return f"{year:04}-{month:02}"
    raise _wrong(spec, text, _("a month like 2021-06"))


def _day(spec: Field, text: str) -> str:
    match = _DAY.fullmatch(text)
    if match:
        year, month, day = (
            (int(match[1]), int(match[2]), int(match[3]))
            if match[1]
            else (int(match[6]), int(match[5]), int(match[4]))
        )
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            raise _wrong(spec, text, _("that day does not exist")) from None
    raise _wrong(spec, text, _("a day like 2026-11-23"))


def _link(spec: Field, text: str) -> str:
    if _LINK.fullmatch(text):
        return text[:2000]
    bare = f"https://{text}"
    if "." in text and ":" not in text and _LINK.fullmatch(bare):
        return bare[:2000]
    raise _wrong(spec, text, _("a link that begins with https://"))


_READERS: Mapping[Kind, Callable[[Field, str], Any]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.LIST: _list,
    Kind.CHOICE: _choice,
    Kind.MONTH: _month,
    Kind.DAY: _day,
    Kind.LINK: _link,
}
