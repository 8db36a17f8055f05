"""Rows as plain values for ``--json`` and text output; keys are those of ``cli.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.domain.contacts import NOTHING, Company, Contact
from netx_tui.domain.reasons import gate_text, reason_text

if TYPE_CHECKING:
    from netx_tui.domain.rows import CompanyRow
    from netx_tui.domain.scoring import Score
    from netx_tui.services.ranking import Explained

BLANK: Mapping[str, Any] = {
    name: [] if value == () else {} if value is NOTHING else value
    for name, value in Contact("", "")._asdict().items()
}
"""Every field of a contact as it stands in JSON while it is not known."""


def listed(entry: Explained) -> dict[str, Any]:
    """One person as a row of ``contact list --json``."""
    return {**_who(entry), **_told(entry.score)}


def listed_texts(entries: Iterable[Explained]) -> Iterator[str]:
    """The rows of ``listed`` as JSON texts; a score that several people share is written once."""
    from json import dumps

    told: dict[int, str] = {}
    for entry in entries:
        key = id(entry.score)
        text = told.get(key)
        if text is None:
            text = told[key] = dumps(_told(entry.score))
        yield f"{dumps(_who(entry))[:-1]}, {text[1:]}"


def _who(entry: Explained) -> dict[str, Any]:
    contact, proposal = entry.person.contact, entry.proposal
    return {
        "id": contact.id,
        "name": contact.name,
        "company": contact.company,
        "title": contact.title,
        "department": contact.department,
        "level": contact.level,
        "guessed": list(contact.guessed),
        "stage": contact.stage,
        "proposal": {
            "kind": proposal.kind,
            "contact": proposal.contact,
            "name": proposal.name,
            "gain": proposal.gain,
        },
    }


def _told(score: Score) -> dict[str, Any]:
    return {
        "score": score.score,
        "raw": score.raw,
        "band": score.band,
        "potential": score.potential,
        "reasons": [
            {"points": reason.points, "code": reason.code, "text": reason_text(reason)}
            for reason in score.reasons
        ],
        "gates": [{"code": gate.code, "text": gate_text(gate)} for gate in score.gates],
        "warmth": score.warmth,
        "known": score.known,
    }


def listed_companies(companies: Mapping[str, Company], rows: Iterable[CompanyRow]) -> list[dict[str, Any]]:
    """The rows of ``company list --json``: those of the company view, then the others by name."""
    shown = {row.id: row for row in rows if row.id}
    ordered = [companies[name] for name in shown]
    ordered += sorted(
        (company for company in companies.values() if company.id not in shown),
        key=lambda company: (-(company.motivation or 0), company.name.casefold()),
    )
    return [
        {
            "id": company.id,
            "name": company.name,
            "motivation": company.motivation,
            "staff": company.staff,
            "advocate": company.advocate,
            "posting": company.posting,
            "notes": company.notes,
            "people": shown[company.id].people if company.id in shown else 0,
            "best": shown[company.id].best if company.id in shown else "",
        }
        for company in ordered
    ]


def plain(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document with its maps of ranked items as lists, in their order."""
    return {name: _plain_value(value) for name, value in document.items()}


def _plain_value(value: Any) -> Any:
    if not isinstance(value, Mapping) or not value:
        return value
    if all(isinstance(item, Mapping) and "rank" in item for item in value.values()):
        items = sorted(value.items(), key=lambda entry: (str(entry[1]["rank"]), entry[0]))
        return [
            {"id": name, **{key: part for key, part in item.items() if key != "rank"}} for name, item in items
        ]
    return dict(value)
