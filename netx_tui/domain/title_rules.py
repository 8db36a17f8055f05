"""The words by which titles are read: ``rules/titles.yaml``, folded, checked and indexed once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from netx_tui.domain.contacts import LEVELS
from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import search_key
from netx_tui.i18n import _

JOB, AREA, WEAK = range(3)
STRENGTHS = ("jobs", "areas", "weak")
NO_DEPARTMENT = (len(STRENGTHS), "")
MARKS = ("stop", "no_role", "retired")
GROUPS = ("levels", "no_level", "of", *MARKS, "no_department", "joins", "now", "departments", "endings")
NO_LEVEL = len(LEVELS)
MORE = "+"
"""Ends the name of a list of words that adds to the one without it: ``jobs+``."""
SHORTEST_STEM = 3
SHORTEST_TAIL = 6

Value = TypeVar("Value")
Phrase = tuple[str, ...]
"""The folded words of an entry."""
Phrases = Mapping[str, tuple[tuple[Phrase, Value], ...]]
"""First word -> its phrases, longest first: the words after the first, and what the phrase stands for."""

_UMLAUTS = re.compile("(?<=[aou])e")
_TOKEN = re.compile(
    r"""[^\W\d_]{1,2}&[^\W\d_](?!\w)"""  # r&d, fp&a
    r"""|[^\W_]+(?:['’]s\b)?"""
    r"""|[|•·;,@&–—]|\s/|/\s|\s-\s|:\s"""
)
_FORMS = ("in", "innen", "e", "en", "er", "es", "s", "n", "r")


@dataclass(frozen=True)
class TitleRules:
    """The words of ``titles.yaml``, folded and indexed."""

    levels: Phrases[int]
    """Values are ranks in ``ranked``; ``NO_LEVEL`` for a phrase that only hides shorter ones."""
    ranked: tuple[str, ...]
    """Levels, strongest first."""
    departments: Phrases[tuple[int, str]]
    """Values are the strength (``JOB``, ``AREA``, ``WEAK``) and the department."""
    department_levels: Mapping[str, str]
    marks: Phrases[str]
    """Values are names of ``MARKS``."""
    of: frozenset[str]
    joins: frozenset[str]
    now: frozenset[str]
    endings: frozenset[str]
    words: Mapping[str, str]
    """Every word of every phrase -> the word as the phrases hold it (``leiterin`` -> ``leiter``)."""


def rules_from(data: Mapping[str, Any]) -> TitleRules:
    """The rules in ``data``, the content of ``titles.yaml``.

    Raises ``BadInput`` that names the dotted key and what is wanted there.
    """
    _only_keys("", data, GROUPS)
    levels = _group("levels", data)
    _only_keys("levels.", levels, LEVELS)
    ranks: dict[Phrase, int] = {}
    ranked = tuple(level for level in levels if not level.endswith(MORE))
    for rank, level in enumerate(ranked):
        for phrase in _phrases(f"levels.{level}", levels):
            ranks.setdefault(phrase, rank)
    ranks.update(dict.fromkeys(_phrases("no_level", data), NO_LEVEL))
    departments, department_levels = _departments(_group("departments", data))
    departments.update(dict.fromkeys(_phrases("no_department", data), NO_DEPARTMENT))
    marks = {phrase: mark for mark in MARKS for phrase in _phrases(mark, data)}
    endings = _words("endings", data) | _tails(departments)
    _add_compounds(ranks, departments, endings)
    words = _canonical((*ranks, *departments, *marks))
    return TitleRules(
        levels=_indexed(ranks, words),
        ranked=ranked,
        departments=_indexed(departments, words),
        department_levels=department_levels,
        marks=_indexed(marks, words),
        of=_words("of", data),
        joins=_words("joins", data),
        now=_words("now", data),
        endings=endings,
        words=words,
    )


def folded(text: str) -> str:
    """``text`` without case and accents; ä, ae and a are one letter."""
    return _UMLAUTS.sub("", search_key(text))


def tokens(text: str) -> list[str]:
    """The words of a folded text, and between them the signs that part roles, some with a space."""
    return _TOKEN.findall(text)


def known_words(word: str, rules: TitleRules) -> tuple[str, ...]:
    """``word`` as the rules know it: without its ending, or a compound taken apart; else as it stands."""
    stem = _stem(word, rules.words)
    if stem:
        return (rules.words[stem],)
    head, tail = _halves(word, rules.endings)
    if not tail:
        return (word,)
    head = rules.words.get(head) or rules.words.get(_stem(head, rules.words)) or head
    return (head, rules.words.get(tail, tail))


def _halves(word: str, endings: Container[str]) -> tuple[str, str]:
    """A compound as what comes before its longest known ending, and that ending; else two empty texts."""
    for cut in range(SHORTEST_STEM, len(word) - SHORTEST_STEM):
        tail = word[cut:] if word[cut:] in endings else _stem(word[cut:], endings)
        if tail:
            return word[:cut], tail
    return "", ""


def _stem(word: str, known: Container[str]) -> str:
    """``word`` without the ending of a plural, a case or a gender, if that is known; else an empty text."""
    for form in _FORMS:
        if word.endswith(form) and word[: -len(form)] in known and len(word) - len(form) >= SHORTEST_STEM:
            return word[: -len(form)]
    return ""


def _tails(departments: Iterable[Phrase]) -> set[str]:
    """The departments' own words that may end a compound: long ones, so that "contractor" is no actor."""
    return {phrase[0] for phrase in departments if len(phrase) == 1 and len(phrase[0]) >= SHORTEST_TAIL}


def _add_compounds(ranks: dict[Phrase, int], departments: Iterable[Phrase], endings: Container[str]) -> None:
    """Give a compound that a department lists ("werkleiter") the level of its ending ("leiter")."""
    for phrase in departments:
        tail = _halves(phrase[0], endings)[1]
        if len(phrase) == 1 and (tail,) in ranks:
            ranks.setdefault(phrase, ranks[tail,])


def _canonical(phrases: Iterable[Phrase]) -> Mapping[str, str]:
    """Each word of ``phrases`` and how it is looked up: its stem, unless it is a phrase by itself."""
    phrases = list(phrases)
    alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
    every = {word for phrase in phrases for word in phrase}
    return {word: word if word in alone else _stem(word, every) or word for word in every}


def _departments(
    groups: Mapping[str, Any],
) -> tuple[dict[Phrase, tuple[int, str]], dict[str, str]]:
    """What each phrase stands for, its strongest use, and the departments with a level of their own."""
    found: dict[Phrase, tuple[int, str]] = {}
    levels: dict[str, str] = {}
    for department in groups:
        group = _group(f"departments.{department}", groups)
        _only_keys(f"departments.{department}.", group, (*STRENGTHS, "level"))
        for strength, kind in enumerate(STRENGTHS):
            for phrase in _phrases(f"departments.{department}.{kind}", group):
                if phrase not in found or strength < found[phrase][0]:
                    found[phrase] = (strength, department)
        if "level" in group:
            if group["level"] not in LEVELS:
                raise _wrong(f"departments.{department}.level", _choices(LEVELS))
            levels[department] = group["level"]
    return found, levels


def _phrases(key: str, data: Mapping[str, Any]) -> list[Phrase]:
    """The phrases under the last part of ``key`` and under the same name with a ``+``."""
    name = key.rpartition(".")[2]
    entries = (*_entries(key, data.get(name, "")), *_entries(key + MORE, data.get(name + MORE, "")))
    phrases = (tuple(tokens(folded(entry.strip()))) for entry in entries)
    return [phrase for phrase in phrases if phrase]


def _entries(key: str, value: object) -> list[str]:
    entries = value.split(",") if isinstance(value, str) else value
    if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
        return entries
    raise _wrong(key, _("words with commas between them, like: analyst, data analyst"))


def _words(key: str, data: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(word for phrase in _phrases(key, data) for word in phrase)


def _group(key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    value = data.get(key.rpartition(".")[2])
    if not isinstance(value, Mapping):
        raise _wrong(key, _("a group of settings"))
    return value


def _only_keys(path: str, data: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in data:
        if str(key).removesuffix(MORE) not in known:
            raise _wrong(f"{path}{key}", _choices(known))


def _choices(known: Iterable[str]) -> str:
    return _("one of {choices}").format(choices=", ".join(known))


def _wrong(key: str, wanted: str) -> BadInput:
    return BadInput(_("{key} in the title rules must be {wanted}.").format(key=key, wanted=wanted))


def _indexed(phrases: Mapping[Phrase, Value], words: Mapping[str, str]) -> Phrases[Value]:
    index: dict[str, dict[Phrase, Value]] = {}
    for phrase, value in phrases.items():
        first, *rest = (words[word] for word in phrase)
        index.setdefault(first, {}).setdefault(tuple(rest), value)
    return {
        first: tuple(sorted(rest.items(), key=lambda entry: -len(entry[0]))) for first, rest in index.items()
    }
