"""Data files as an enemy, a broken program or a careless editor would leave them: nothing in them is cleaned.

They are written straight to the disk as a TinyDB file, past every check on the way in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

from netx_tui.domain.contacts import Company, Contact, LifeEvent, Mail, Research, StageChange, Touch

TEXTS: Mapping[str, str] = {
    "clipboard": "Ann\x1b]52;c;aGFja2Vk\x07Lee",
    "title": "Ann\x1b]0;owned\x1b\\Lee",
    "c1": "Ann\x9d0;owned\x9cLee\x9b31m",
    "csi": "Ann\x1b[2J\x1b[31mLee\x1b[10;10H",
    "lines": "Ann\r\nLee\x0b\x0c\u2028\u2029\x85end\ttab",
    "bidi": "Ann\u202eeeL\u2066x\u2069\u200f\u061c\ufeff\U000e0041",
    "nul": "Ann\x00Lee\x7f\x08\x08\x08",
    "surrogates": "Ann\ud800Lee\udfff\udc41",
    "bold": "[bold]Ann[/bold] [red on blue]Lee[/]",
    "close": "Ann [/x] Lee [",
    "click": "[@click=app.quit]Ann[/] [@click=screen.dismiss]Lee[/@click]",
    "brackets": "[ACME] Ann {name} %(name)s %s {0} \\[x] :smile:",
    "long": "Ann" + "a" * 10_000,
    "words": "Ann Lee " * 250,
    "tower": "A" + "\u0301\u0489\u20dd" * 300,
    "wide": "安" * 600 + "👩‍👩‍👧‍👦🇩🇪" * 40,
    "blank": " \u200b\u00ad\u2060 ",
}
"""What may stand where a text is due."""

VALUES: Mapping[str, Any] = {
    "null": None,
    "true": True,
    "number": 7,
    "negative": -(10**18),
    "huge": 10**300,
    "float": 1.5,
    "exponent": 1e308,
    "list": ["Ann", 7, None, ["x"], {"a": "b"}],
    "empty list": [],
    "empty map": {},
    "map": {"a": {"b": []}, "r1": "text", "r2": {"rank": 7, "text": 9, "at": 1, "to": None}, "": 5},
    "text": "neither a number nor a list",
    "empty text": "",
}
"""What may stand where something else is due."""

DAYS = (
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00",
    "2026-13-45",
    "--02-30",
)

STAGES = (
    "",
    "nobody knows",
    "in_dialogue",
    "invited",
    "shortlisted",
    "met",
    "declined",
    "parked",
    "archived",
)

ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Everything that acts on a terminal instead of being seen; a line feed ends a line of output."""

DAY_FIELDS = (
    "on",
    "at",
    "sent_at",
    "replied_at",
    "company_since",
    "profile_checked",
    "follow_up_on",
    "snooze_until",
)
RECORDS: Mapping[str, type] = {"contacts": Contact, "companies": Company, "touches": Touch, "mails": Mail}
OTHER_TABLES: Mapping[str, tuple[str, ...]] = {
    "meetings": ("contact", "at", "status", "topic", "objective", "place"),
    "insights": ("contact", "meeting", "kind", "text"),
    "actions": ("contact", "title", "column", "type", "due"),
    "articles": ("url", "title"),
    "reviews": ("at", "note"),
}

Tables = dict[str, dict[str, Any]]


def written(path: Path, tables: Tables) -> Path:
    """``tables`` (name -> id -> document) as a TinyDB file at ``path``."""
    content = {
        name: {str(place): {"id": id_, **document} for place, (id_, document) in enumerate(table.items(), 1)}
        for name, table in tables.items()
    }
    path.write_text(json.dumps(content), encoding="ascii")
    return path


def poisoned_texts() -> Tables:
    """For every kind of text somebody who is nothing but that, and somebody who is plausible besides."""
    tables = _empty()
    for kind, text in TEXTS.items():
        everything = {name: _text_for(hint, text) for name, hint in _fields(Contact)}
        tables["contacts"][f"c_{kind}"] = everything | {"name": text, "stage": text}
        tables["contacts"][f"d_{kind}"] = everything | _plausible(text)
        tables["companies"][f"k_{kind}"] = {
            **{name: text for name, _hint in _fields(Company)},
            "motivation": 5,
            "staff": 100,
        }
        for table in ("touches", "mails"):
            document = {name: text for name, _hint in _fields(RECORDS[table])}
            dated = {"on": "2026-11-01", "sent_at": "2026-11-01T10:00:00+00:00", "kind": "invitation"}
            tables[table][f"{table[0]}_{kind}"] = document | {"contact": f"d_{kind}"}
            tables[table][f"{table[0]}2_{kind}"] = document | dated | {"contact": f"d_{kind}"}
        for table, names in OTHER_TABLES.items():
            tables[table][f"{table[:2]}_{kind}"] = dict.fromkeys(names, text) | {"contact": f"c_{kind}"}
    return tables


def poisoned_values() -> Tables:
    """For every wrong value somebody who has it in every field; somebody for every day and every stage."""
    tables = _empty()
    for kind, value in VALUES.items():
        for table, record in RECORDS.items():
            tables[table][f"{table[0]}{kind.replace(' ', '')}"] = {
                name: value for name, _hint in _fields(record)
            }
            # Known by name, and wrong in all the rest.
            whose = {"name": f"Ann {kind}", "company": f"Firm {kind}", "contact": f"c{kind.replace(' ', '')}"}
            tables[table][f"{table[0]}n{kind.replace(' ', '')}"] = {
                **{name: value for name, _hint in _fields(record)},
                **{name: text for name, text in whose.items() if name in record.__annotations__},
            }
        for table, names in OTHER_TABLES.items():
            tables[table][f"{table[:2]}{kind.replace(' ', '')}"] = dict.fromkeys(names, value)
    for place, day in enumerate(DAYS):
        person = {name: day for name, _hint in _fields(Contact) if name in DAY_FIELDS}
        log = {
            f"s{n}": {"at": day, "from": "lead", "to": to, "rank": f"{n:06}"} for n, to in enumerate(STAGES)
        }
        tables["contacts"][f"day{place}"] = person | {
            "name": f"Day {place}",
            "stage": "invited",
            "stage_log": log,
        }
        tables["touches"][f"t{place}"] = {"contact": f"day{place}", "on": day, "kind": "mail"}
        mail = {"contact": f"day{place}", "kind": "invitation", "sent_at": day}
        tables["mails"][f"m{place}"] = mail
        tables["mails"][f"n{place}"] = mail | {"sent_at": DAYS[0], "replied_at": day}
    for place, stage in enumerate(STAGES):
        tables["contacts"][f"stage{place}"] = {
            "name": f"Stage {place}",
            "stage": stage,
            "company": "Firm list",
        }
    tables["contacts"]["nothing"] = {}
    tables["contacts"]["[/x]\x1b]0;id\x07"] = {"name": "Hostile id", "company": "[ACME]\x1b[2J"}
    tables["contacts"]["extra"] = {
        "name": "Extra",
        "\x1b[31mfield": "\x1b[2J",
        "links": {"\x1b[2J[/x]": "\x1b]0;"},
    }
    return tables


def poisoned_forms() -> Tables:
    """A few people and a company in whose fields all kinds of text and of wrong values take turns."""
    tables = _empty()
    for turn in range(2):
        texts = [*TEXTS.values()][8 * turn :] + [*TEXTS.values()][: 8 * turn]
        values = [*VALUES.values()][6 * turn :] + [*VALUES.values()][: 6 * turn]
        fields = list(_fields(Contact))
        tables["contacts"][f"t{turn}"] = {
            name: _text_for(hint, texts[place % len(texts)]) for place, (name, hint) in enumerate(fields)
        } | {"notes": texts[turn]}
        tables["contacts"][f"v{turn}"] = {
            name: values[place % len(values)] for place, (name, _hint) in enumerate(fields)
        } | {"name": f"Wrong {turn}"}
        tables["companies"][f"k{turn}"] = {
            "name": texts[0],
            "advocate": texts[1],
            "notes": texts[2],
            "motivation": 9,
        }
        tables["companies"][f"l{turn}"] = {
            "name": f"Firm {turn}",
            "motivation": values[0],
            "staff": values[1],
        }
    return tables


def clean(text: str) -> bool:
    """Whether nothing in ``text`` acts on a terminal."""
    return ACTS.search(text) is None


def _empty() -> Tables:
    return {name: {} for name in (*RECORDS, *OTHER_TABLES)}


def _fields(record: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(record)
    hints.pop("id", None)
    yield from hints.items()


def _text_for(hint: Any, text: str) -> Any:
    """``text`` in the shape in which a field of that type stands in a document."""
    if hint == tuple[str, ...]:
        return [text, text + "2"]
    if hint == Mapping[str, str]:
        return {"linkedin": text, text: text}
    for item in (Research, LifeEvent, StageChange):
        if hint == tuple[item, ...]:
            names = {"from_stage": "from", "to_stage": "to"}
            fields = {names.get(name, name): text for name, _hint in _fields(item)}
            return {"i1": fields | {"rank": "000001"}, text: fields | {"rank": text}}
    if hint in (bool, bool | None, int | None):
        return 1 if hint == int | None else True
    return text if hint is str else {"score": 7, "band": text, "better": text, "at": text}


def _plausible(text: str) -> dict[str, Any]:
    return {
        "name": text,
        "company": text,
        "department": "data",
        "level": "senior",
        "stage": "shortlisted",
        "company_since": "2020-01",
        "guessed": ["department"],
        "do_not_contact": False,
        "tier": "inner",
        "formality": "du",
        "responsiveness": "",
        "follow_up_on": "",
        "snooze_until": "",
        "profile_checked": "2026-01-01",
    }
