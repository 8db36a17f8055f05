"""The fields a file may name for a person, and how its values become one record.

The netx CSV and the JSON of contacts share them; the values are read by ``domain.fields``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netx_tui.domain.contacts import FULL_TOUCHES, LIGHT_TOUCHES, STAGES, Company, Contact, Touch
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import COMPANY_FIELDS, CONTACT_FIELDS, Field, Kind, find, parse
from netx_tui.domain.text import LINE_LIMIT, TEXT_LIMIT
from netx_tui.formats.problems import ImportedTouch, PersonRecord, Problem
from netx_tui.formats.profile_urls import profile_url
from netx_tui.i18n import N_, _

GUESSABLE = ("department", "level")
"""The fields that may be inferred from a title, and so may stand in ``guessed``."""
_MOTIVATION = find("motivation", COMPANY_FIELDS)
_STAFF = find("staff", COMPANY_FIELDS)
_BESIDE = (
    Field("stage", Kind.CHOICE, N_("Stage"), STAGES),
    Field("guessed", Kind.LIST, N_("Guessed")),
    Field("id", Kind.LINE, N_("Id")),
    Field("motivation", Kind.NUMBER, _MOTIVATION.label, high=_MOTIVATION.high),
    Field("company_staff", Kind.NUMBER, _STAFF.label, high=_STAFF.high),
    Field("last_touch", Kind.DAY, N_("Last touch")),
    Field("last_touch_kind", Kind.CHOICE, N_("Kind of the last touch"), FULL_TOUCHES + LIGHT_TOUCHES),
)
PERSON_FIELDS: tuple[Field, ...] = CONTACT_FIELDS + _BESIDE
"""Every field a file may give, in the order of ``CONTACT_FIELDS``, then those beside the document."""
BESIDE = ("motivation", "company_staff", "last_touch", "last_touch_kind")
"""What an export says of a person that stands in other documents."""
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class ExportRow:
    """One person on the way out: the contact, the company if it is known, and the newest full touch."""

    contact: Contact
    company: Company | None = None
    last_touch: Touch | None = None


def beside(row: ExportRow) -> Mapping[str, Any]:
    """The values of ``BESIDE`` for one person."""
    return {
        "motivation": row.company.motivation if row.company else None,
        "company_staff": row.company.staff if row.company else None,
        "last_touch": row.last_touch.on if row.last_touch else None,
        "last_touch_kind": row.last_touch.kind if row.last_touch else None,
    }


def limit_of(spec: Field) -> int:
    """How many characters a value of ``spec`` may have."""
    if spec.kind is Kind.TEXT:
        return TEXT_LIMIT
    if spec.kind is Kind.LIST:
        return 10_000
    return 2000 if spec.kind is Kind.LINK else LINE_LIMIT


def read_value(spec: Field, text: str, line: int, problems: list[Problem]) -> Any:
    """``text`` read by the rule of ``spec``; ``None`` if it is empty or, told in ``problems``, unfit."""
    if not text:
        return None
    try:
        value = parse(spec, text)
    except FieldError as error:
        problems.append(Problem(line, spec.name, error.message))
        return None
    if spec.name == "links.linkedin":
        return profile_url(value) or value
    return value


def as_record(
    line: int,
    values: Mapping[str, Any],
    problems: list[Problem],
    items: Mapping[str, tuple[Mapping[str, Any], ...]] | None = None,
) -> PersonRecord | None:
    """The record of one person, or ``None`` (told in ``problems``) where the name is missing."""
    fields = dict(values)
    beside = {spec.name: fields.pop(spec.name, None) for spec in _BESIDE if spec.name not in _KEPT}
    name = fields.get("name") or " ".join(
        part for part in (fields.get("given"), fields.get("family")) if part
    )
    if not name:
        problems.append(Problem(line, "name", _("There is no name, so nobody was added.")))
        return None
    fields["name"] = name
    if fields.get("do_not_contact") is False:
        # "no" is what every contact says that was never asked
        fields["do_not_contact"] = None
    company = {"motivation": beside["motivation"], "staff": beside["company_staff"]}
    company = {key: value for key, value in company.items() if value is not None}
    if company and not fields.get("company"):
        problems.append(
            Problem(line, "company", _("Motivation and staff belong to a company, but none is named."))
        )
        company = {}
    return PersonRecord(
        line,
        fields,
        company,
        _touch(beside, line, problems),
        items or {},
        _id(beside["id"], line, problems),
    )


def is_first(record: PersonRecord, seen: dict[str, int], problems: list[Problem]) -> bool:
    """Whether no earlier record has the same id; ``seen`` maps the ids so far to their lines."""
    if record.id not in seen:
        if record.id:
            seen[record.id] = record.line
        return True
    message = _("The id {id} stands in line {line} already; this one was skipped.")
    problems.append(Problem(record.line, "id", message.format(id=record.id, line=seen[record.id])))
    return False


_KEPT = ("stage", "guessed")


def _touch(beside: Mapping[str, Any], line: int, problems: list[Problem]) -> ImportedTouch | None:
    on, kind = beside["last_touch"], beside["last_touch_kind"]
    if on:
        return ImportedTouch(on, kind or "message")
    if kind:
        problems.append(Problem(line, "last_touch_kind", _("There is a kind of touch, but no day for it.")))
    return None


def _id(value: str | None, line: int, problems: list[Problem]) -> str:
    if value and not ID.fullmatch(value):
        problems.append(
            Problem(line, "id", _("An id has only letters, digits, - and _; this one was ignored."))
        )
        return ""
    return value or ""
