"""The fields of the filter language: what ``stage:`` or ``score:`` mean, and which values there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from netx_tui.domain.contacts import DEPARTMENTS, LEVELS, STAGES, TIERS, Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.labels import department_label, level_label, stage_label
from netx_tui.domain.searchable import Searchable
from netx_tui.domain.text import search_key
from netx_tui.i18n import N_, _

NOT_KNOWN = "?"
BANDS = ("A", "B", "C", "D", "?", "X")
Test = Callable[[Searchable], bool]
Held = str | tuple[str, ...]


class QueryField(NamedTuple):
    """A field: how a value is read, what it holds of a contact, its vocabulary and its German names."""

    name: str
    description: str
    read: Callable[[QueryField, str], Test]
    of: Callable[[Contact], Held] = lambda _contact: ""
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    label: Callable[[str], str] = str
    own_words: bool = False


def find_field(name: str) -> QueryField:
    """The field called ``name``, in English or German.

    Raises ``FieldError`` with the nearest match and the list of fields.
    """
    field = _BY_NAME.get(search_key(name))
    if field:
        return field
    near = get_close_matches(search_key(name), _BY_NAME, n=1, cutoff=0.5)
    meant = " " + _("Did you mean '{near}:'?").format(near=near[0]) if near else ""
    known = ", ".join(field.name for field in FIELDS)
    raise FieldError(
        _("One cannot search by '{name}:'.").format(name=name)
        + meant
        + " "
        + _("Fields: {known}.").format(known=known),
        field=name,
    )


def suggestions(text: str = "") -> list[tuple[str, str]]:
    """What can be typed next, each with a translated description.

    Fields that begin like the last word of ``text`` (all, if there is none), or after ``field:`` its values.
    """
    word = "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1].lstrip("-")
    name, colon, value = word.partition(":")
    if not colon:
        key = search_key(name)
        return [(f"{field.name}:", _(field.description)) for field in FIELDS if field.name.startswith(key)]
    field = _BY_NAME.get(search_key(name))
    if not field:
        return []
    before, _comma, last = value.rpartition(",")
    begun = f"{name}:{before}," if before else f"{name}:"
    return [
        (begun + word, field.label(word))
        for word in field.values
        if search_key(word).startswith(search_key(last))
    ]


# --- how values are read ---


def _holding(field: QueryField, value: str) -> Test:
    """People in whose field the value stands; ``?`` where nothing stands."""
    of, key = field.of, search_key(value)
    if value == NOT_KNOWN:
        return lambda person: not of(person.contact)

    def test(person: Searchable) -> bool:
        # The folded text holds these fields too, so most people are refused without folding theirs anew.
        if key not in person.text:
            return False
        held = of(person.contact)
        return key in search_key(held if isinstance(held, str) else "\n".join(held))

    return test


def _speaking(field: QueryField, value: str) -> Test:
    """People whose language code begins with the value."""
    key = search_key(value)
    if value == NOT_KNOWN:
        return lambda person: not person.contact.lang
    return lambda person: search_key(person.contact.lang).startswith(key)


def _choosing(field: QueryField, value: str) -> Test:
    """People whose field is that word, or, while it is typed, one with a part that begins like it."""
    of, key = field.of, _code(value)
    if value == NOT_KNOWN:
        return lambda person: of(person.contact) in ("", "unknown")
    chosen = {key} if key in field.values else {word for word in field.values if _begins(field, word, key)}
    if field.own_words:
        return lambda person: (
            (held := str(of(person.contact))) in chosen
            or (held not in field.values and f"_{key}" in f"_{_code(held)}")
        )
    if not chosen:
        raise _no_such_value(field, value)
    if "unknown" in chosen:
        chosen.add("")
    return lambda person: of(person.contact) in chosen


def _banded(field: QueryField, value: str) -> Test:
    """People in one of the bands: ``A``, or several letters, ``AB``."""
    bands = value.upper()
    if not set(bands) <= set(BANDS):
        raise _no_such_value(field, value)
    return lambda person: person.band in bands and bool(person.band)


def _scored(field: QueryField, value: str) -> Test:
    """People with a score above, below, at or between: ``>60 <=45 70 45-64``."""
    if re.fullmatch(r"[<>]?=?|\d+(?:-|\.\.?)", value):
        return lambda _person: True
    between = re.fullmatch(r"(\d{1,3})(?:-|\.\.)(\d{1,3})", value)
    above = re.fullmatch(r"(<=?|>=?|=)?(\d{1,3})", value)
    if between:
        low, high = int(between[1]), int(between[2])
    elif above:
        sign, number = above[1] or "=", int(above[2])
        low = number + 1 if sign == ">" else 0 if "<" in sign else number
        high = number - 1 if sign == "<" else 999 if ">" in sign else number
    else:
        sentence = _("'{value}' is no score. Write score:>60, score:<45 or score:45-64.").format(value=value)
        raise FieldError(sentence, field=field.name)
    return lambda person: low <= person.score <= high


def _being(field: QueryField, value: str) -> Test:
    """People with the trait, or, while it is typed, one that begins like it."""
    key = _code(value)
    tests = [test for name, (_told, test) in _TRAITS.items() if name.startswith(key)]
    if not tests:
        raise _no_such_value(field, value)
    return tests[0] if len(tests) == 1 else lambda person: any(test(person) for test in tests)


_TRAITS: dict[str, tuple[str, Test]] = {
    "guessed": (N_("department or level guessed from the title"), lambda p: bool(p.contact.guessed)),
    "shortlisted": (N_("on the shortlist"), lambda p: p.contact.stage == "shortlisted"),
    "blocked": (N_("not to be contacted"), lambda p: p.contact.do_not_contact),
    "linkedin": (N_("has a LinkedIn profile"), lambda p: bool(p.contact.links.get("linkedin"))),
    "mail": (N_("has an e-mail address"), lambda p: bool(p.contact.emails)),
    "phone": (N_("has a phone number"), lambda p: bool(p.contact.phones)),
    "referred": (N_("somebody introduces you"), lambda p: bool(p.contact.referral_by)),
    "colleague": (N_("former colleague"), lambda p: p.contact.former_colleague is True),
    "alumni": (N_("studied at the same place"), lambda p: p.contact.alumni is True),
    "community": (N_("same community"), lambda p: p.contact.shared_community is True),
    "noted": (N_("has notes or research"), lambda p: bool(p.contact.notes or p.contact.research)),
}


def _trait_label(name: str) -> str:
    return _(_TRAITS[name][0])


def _begins(field: QueryField, word: str, key: str) -> bool:
    return f"_{key}" in f"_{word}" or f"_{key}" in f"_{_code(field.label(word))}"


def _code(text: str) -> str:
    return "_".join(search_key(text).replace("-", " ").split())


def _no_such_value(field: QueryField, value: str) -> FieldError:
    known = ", ".join(field.values)
    near = get_close_matches(_code(value), field.values, n=1)
    meant = " " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""
    sentence = _("{field}: knows no '{value}'.").format(field=field.name, value=value) + meant
    return FieldError(f"{sentence} " + _("There is: {known}.").format(known=known), field=field.name)


FIELDS: tuple[QueryField, ...] = (
    QueryField("name", N_("the person's name"), _holding, lambda c: c.name),
    QueryField("company", N_("the company"), _holding, lambda c: c.company, ("firma", "unternehmen")),
    QueryField("title", N_("the job title"), _holding, lambda c: c.title, ("titel", "position")),
    QueryField(
        "department",
        N_("the department"),
        _choosing,
        lambda c: c.department,
        ("dept", "abteilung", "bereich"),
        DEPARTMENTS,
        department_label,
        own_words=True,
    ),
    QueryField("level", N_("the level"), _choosing, lambda c: c.level, ("ebene",), LEVELS, level_label),
    QueryField("stage", N_("how far you are"), _choosing, lambda c: c.stage, ("stand",), STAGES, stage_label),
    QueryField("band", N_("the band: A,B"), _banded, aliases=("stufe",), values=BANDS),
    QueryField("score", N_("the score: >60, <45, 45-64"), _scored, aliases=("punkte", "punktzahl")),
    QueryField("tag", N_("a tag"), _holding, lambda c: c.tags, ("tags", "schlagwort")),
    QueryField("city", N_("the city"), _holding, lambda c: c.city, ("ort", "stadt")),
    QueryField("lang", N_("the language: en, de"), _speaking, aliases=("language", "sprache")),
    QueryField("email", N_("the e-mail address"), _holding, lambda c: c.emails, ("mail", "emails")),
    QueryField("notes", N_("the notes"), _holding, lambda c: c.notes, ("note", "notiz", "notizen")),
    QueryField("tier", N_("the circle"), _choosing, lambda c: c.tier, ("circle", "kreis"), TIERS),
    QueryField(
        "is",
        N_("a trait: guessed, mail, alumni"),
        _being,
        aliases=("has", "ist", "hat"),
        values=tuple(_TRAITS),
        label=_trait_label,
    ),
)
_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
