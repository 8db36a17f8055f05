"""Meetings as a broken program or a careless editor would leave them in a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.hostile.poison import TEXTS, Tables, written
from tests.services.live_talk import Talk

STATUSES = ("draft", "scheduled", "live", "held", "closed", "nobody knows", 7)
AT = "2026-11-23T07:45:00+00:00"
QUESTION = {"text": "What changes?", "section": "trends", "priority": "must", "rank": "000001"}
NOTE = {"kind": "insight", "text": "trust", "rank": "000001", "at": AT}
FIRST, LAST = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"

QUESTIONS: Mapping[str, Any] = {
    "a list": ["What changes?", None, 7],
    "a text": "What changes?",
    "a number": 10**30,
    "nothing": None,
    "no ranks": {"q1": {"text": "What changes?"}, "q2": {"text": "Who else?", "section": "closing"}},
    "wrong ranks": {
        f"q{n}": {**QUESTION, "rank": rank} for n, rank in enumerate((None, -7, [], "", "~~", "\x1b"))
    },
    "no maps": {"q1": "What changes?", "q2": None, "q3": ["x"], "q4": {}},
    "wrong values": {"q1": dict.fromkeys((*QUESTION, "minutes", "state", "answer", "sendable"), 7)},
    "unknown words": {
        "q1": {**QUESTION, "section": "moon", "priority": "now", "state": "lost", "minutes": -5}
    },
    "too long": {"q1": {**QUESTION, "minutes": 10**30, "text": "why " * 25_000, "qid": "x" * 100_000}},
    "hostile ids": {"": QUESTION, "a.b": QUESTION, "\x1b[2J": QUESTION, "__proto__": QUESTION, "1": QUESTION},
    "names of cards": {"opening": QUESTION, "rapport": QUESTION},
}
CAPTURES: Mapping[str, Any] = {
    "a list": ["trust", 7],
    "a text": "trust",
    "no maps": {"c1": "trust", "c2": None, "c3": []},
    "wrong values": {"c1": dict.fromkeys((*NOTE, "question", "after", "filed"), 7)},
    "unknown words": {"c1": {**NOTE, "kind": "rumour", "question": "gone", "filed": "gone"}},
    "every kind of nothing": {
        kind: {**NOTE, "kind": kind, "text": text}
        for kind, text in zip(
            ("insight", "referral", "promise", "opening", "life_event", "action", "book"),
            ("", ",,,", "they:", " ", "birthday 31.2.", "\u200b", "http"),
            strict=True,
        )
    },
    "the end of time": {
        kind: {**NOTE, "kind": kind, "text": f"{kind} in 9999 years", "at": at}
        for kind, at in zip(("promise", "opening", "life_event"), (FIRST, LAST, "yesterday"), strict=True)
    },
    "too long": {
        "c1": {**NOTE, "text": "trust " * 20_000},
        "c2": {**NOTE, "kind": "referral", "text": "K" * 100_000},
    },
}
CLOCKS: Mapping[str, dict[str, Any]] = {
    "begins in the future": {"started_at": "2031-01-01T00:00:00+00:00"},
    "begins and ends at the end of time": {"started_at": LAST, "ended_at": LAST, "at": LAST},
    "begins before all time": {"started_at": FIRST, "ended_at": FIRST, "at": FIRST},
    "begins never": {"started_at": "half past"},
    "begins on a day that is none": {
        "started_at": "2026-02-31T09:00:00+00:00",
        "at": "2026-02-31T09:00:00+00:00",
    },
    "begins without an offset": {"started_at": "2026-11-23T08:00:00", "at": "2026-11-23T08:00:00"},
    "ended before it began": {"started_at": AT, "ended_at": "2020-01-01T00:00:00+00:00"},
    "minutes beyond all": {"minutes": 10**30, "extra_minutes": 10**30, "started_at": AT},
    "minutes below nothing": {"minutes": -(10**30), "extra_minutes": -(10**18), "started_at": AT},
    "no minutes": {"minutes": 0, "started_at": AT},
    "minutes of another type": {"minutes": "20", "extra_minutes": 2.5, "started_at": 7},
    "a zone that is none": {"zone": "Moon/Base", "started_at": AT},
    "a zone that is a path": {"zone": "../../etc/passwd", "started_at": AT},
    "a zone at the end of time": {"zone": "Pacific/Kiritimati", "at": LAST, "started_at": LAST},
    "a zone before all time": {"zone": "Pacific/Pago_Pago", "at": FIRST, "started_at": FIRST},
}
OTHERS: Mapping[str, dict[str, Any]] = {
    "passed is a text": {"passed": "opening"},
    "passed is mixed": {"passed": [7, None, "opening", ["x"], "opening", "\x1b[2J"]},
    "waived is a list": {"waived": ["thank_you"]},
    "waived is mixed": {"waived": {"thank_you": 7, "moon": "\x1b[2J", "next_contact": TEXTS["click"]}},
    "the next contact is no day": {"next_contact": "2026-02-31", "debriefed_at": "x", "thanked_at": "x"},
    "the next contact acts": {"next_contact": TEXTS["csi"], "debriefed_at": TEXTS["title"]},
    "sources are wrong": {"sources": {"s1": 7, "s2": {"url": ["x"], "read_on": 2026}}},
    "counts are wrong": {"sequence": 10**30, "rescheduled": -(10**30)},
    "counts are texts": {"sequence": "x", "rescheduled": "x"},
}
BROKEN: Mapping[str, dict[str, Any]] = {
    **{f"questions: {name}": {"questions": value} for name, value in QUESTIONS.items()},
    **{f"captures: {name}": {"captures": value} for name, value in CAPTURES.items()},
    **CLOCKS,
    **OTHERS,
}


def broken_talks(*statuses: Any) -> Tables:
    """A person for each kind of fault, with one talk of each status; ids are ``m0``, ``m1`` ..."""
    return talks_of(faults(), statuses)


def worst_talks(*statuses: Any) -> Tables:
    """A few talks in which all faults take turns, and one for each text that acts; so do the statuses."""
    tables = talks_of(several_faults(), statuses[:1])
    for place, meeting in enumerate(tables["meetings"].values()):
        meeting["status"] = statuses[place % len(statuses)]
    return tables


def talks_of(all_faults: Iterable[tuple[str, dict[str, Any]]], statuses: Sequence[Any]) -> Tables:
    """The tables with a talk of each status for each of ``all_faults``."""
    tables: Tables = {"contacts": {}, "meetings": {}}
    for place, (fault, fields) in enumerate(all_faults):
        tables["contacts"][f"c{place}"] = {"name": f"Ann {fault}", "stage": "scheduled", "lang": "en"}
        for status in statuses:
            usual = {"at": AT, "minutes": 20, "questions": {"q1": QUESTION}, "captures": {"c1": NOTE}}
            name = f"m{len(tables['meetings'])}"
            tables["meetings"][name] = {"contact": f"c{place}", "status": status, **usual, **fields}
    return tables


def faults() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of fault with the fields it stands in, texts that act in every field of text too."""
    yield from BROKEN.items()
    for name, text in TEXTS.items():
        yield name, acting(text)


def several_faults() -> Iterator[tuple[str, dict[str, Any]]]:
    """As ``faults``, but faults of different fields stand in one talk."""
    questions = [{"questions": value} for value in QUESTIONS.values()]
    captures = [{"captures": value} for value in CAPTURES.values()]
    for place, (clock, fields) in enumerate(CLOCKS.items()):
        other = [*OTHERS.values()][place % len(OTHERS)]
        yield (
            clock,
            {
                **questions[place % len(questions)],
                **captures[place % len(captures)],
                **other,
                **fields,
            },
        )
    for name, text in TEXTS.items():
        yield name, acting(text)


def acting(text: str) -> dict[str, Any]:
    """A meeting that says ``text`` everywhere."""
    names = (
        "place",
        "topic",
        "field",
        "objective",
        "objective_verb",
        "person_notes",
        "field_notes",
        "give",
        "uid",
    )
    return {
        **dict.fromkeys(names, text),
        "questions": {
            "q1": {**QUESTION, "text": text, "answer": text},
            "q2": {**QUESTION, "text": text, "section": text},
        },
        "captures": {
            kind: {**NOTE, "kind": kind, "text": text, "question": "q1"}
            for kind in (
                "answer",
                "insight",
                "quote",
                "referral",
                "promise",
                "opening",
                "life_event",
                "action",
                "book",
            )
        },
        "sources": {"s1": {"url": text, "read_on": text}},
        "waived": {"thank_you": text},
    }


class BrokenTalks(Talk):
    """The talks of a file that netx did not write, and the verbs to hold them."""

    def __init__(self, folder: Path, now: datetime, tables: Tables) -> None:
        self.now, self._path, self._runs = now, written(folder / "netx.json", tables), 0
        self.open()
