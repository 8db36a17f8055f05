"""Level and department from a job title: a guess, read with the words of ``rules/titles.yaml``.

A title is folded (case, accents, umlauts), freed of gender marks and cut into parts, one per role. In each
part words are looked up, longest phrase first; German compounds are taken apart. The first part that
says something wins. The YAML file tells how each of its lists is used.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from netx_tui.domain.contacts import LEVELS
from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import LINE_LIMIT, search_key
from netx_tui.i18n import _

JOB, AREA, WEAK = range(3)
STRENGTHS = ("jobs", "areas", "weak")
NO_DEPARTMENT = (len(STRENGTHS), "")
MARKS = ("stop", "no_role", "retired")
GROUPS = ("levels", "no_level", "of", *MARKS, "no_department", "joins", "now", "departments", "endings")
NO_LEVEL = len(LEVELS)
ORDINARY = ("", "peer", "senior")
"""Levels that a department's own level (``recruiter``) replaces: who leads or learns keeps theirs."""
SHORTEST_STEM = 3
SHORTEST_TAIL = 6

_Value = TypeVar("_Value")
_Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[tuple[_Phrase, _Value], ...]]
"""First word -> its phrases, longest first: the words after the first, and what the phrase stands for."""


class Guess(NamedTuple):
    """What a title says: words of the vocabularies, or empty texts for *not known*."""

    level: str
    department: str


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


class _Role(NamedTuple):
    """What one part of a title says; ``strength`` is ``None`` where no department is named."""

    level: str
    department: str
    strength: int | None
    said: bool
    close: bool

    @property
    def area_only(self) -> bool:
        """Whether it names a field of work and nothing of what the person does there."""
        return self.strength == AREA and not self.said


def guess(title: str, rules: TitleRules) -> Guess:
    """Level and department of ``title``; empty where the title does not tell."""
    found = (_role(words, close, rules) for words, close in _parts(title, rules))
    roles = [role for role in found if role]
    place = next((at for at, role in enumerate(roles) if role.said or role.department), None)
    if place is None:
        return Guess("peer" if any(role.level for role in roles) else "", "")
    main, others = roles[place], roles[place + 1 :]
    if main.area_only:
        later = next((role for role in others if role.said), None)
        if later:
            main, others = later, [main]
    department = _department(main, others)
    level = main.level
    if level in ORDINARY[1:] and department in rules.department_levels:
        level = rules.department_levels[department]
    return Guess(level, department)


def _department(main: _Role, others: Sequence[_Role]) -> str:
    """The department of the main role, or the field that another part names: "Consultant, Data & AI"."""
    if main.strength in (JOB, AREA) or (main.level == "executive" and main.department):
        return main.department
    for role in others:
        if role.area_only or (role.close and not main.department and role.strength == JOB):
            return role.department
    return main.department


# --- one part of a title ---


def _role(words: list[str], close: bool, rules: TitleRules) -> _Role | None:
    """What ``words`` say; ``None`` if nothing is left of them. ``close``: a comma stood before."""
    silent = retired = 0
    for start, end, mark in _found(words, rules.marks):
        if mark == "stop":
            words = words[:start]
            break
        if mark == "retired":
            retired += 1
        else:
            silent += end - start
    rank, words = _rank(words, rules)
    department, strength, covered = _best_department(words, rules.departments)
    if not any(word[0].isalpha() for word in words):
        return None
    said = rank < NO_LEVEL
    level = rules.ranked[rank] if said else "peer"
    if retired or (silent and not said and _no_work(strength, len(words) - covered - silent)):
        level, said = "", False
    return _Role(level, department, strength, said, close)


def _no_work(strength: int | None, other_words: int) -> bool:
    """Whether a part like "author" or "data enthusiast" names no work besides."""
    return strength is None or (strength == AREA and not other_words)


def _rank(words: list[str], rules: TitleRules) -> tuple[int, list[str]]:
    """The strongest level named in ``words``, and the words without the firm of an executive."""
    best = NO_LEVEL
    for _start, end, rank in _found(words, rules.levels):
        best = min(best, rank)
        executive = rank < NO_LEVEL and rules.ranked[rank] == "executive"
        if executive and end < len(words) and words[end] in rules.of:
            return best, words[:end]
    return best, words


def _best_department(words: Sequence[str], phrases: Phrases[tuple[int, str]]) -> tuple[str, int | None, int]:
    """The department, how strongly it is named, and how many words name it.

    Of areas side by side ("marketing analytics") the last one is meant, else the first.
    """
    department, strength, last, covered = "", None, -1, 0
    for start, end, (found, name) in _found(words, phrases):
        if (found, name) == NO_DEPARTMENT:
            continue
        if strength is None or found < strength:
            department, strength, last, covered = name, found, end, end - start
        elif found == strength == AREA and start == last:
            department, last, covered = name, end, covered + end - start
    return department, strength, covered


def _found(words: Sequence[str], phrases: Phrases[_Value]) -> Iterator[tuple[int, int, _Value]]:
    """Each phrase in ``words`` with its place (start, end), longest first, none inside another."""
    place = 0
    while place < len(words):
        start, place = place, place + 1
        for rest, value in phrases.get(words[start], ()):
            end = start + 1 + len(rest)
            if not rest or tuple(words[start + 1 : end]) == rest:
                yield start, end, value
                place = end
                break


# --- from text to words ---

_UMLAUTS = re.compile("(?<=[aou])e")
_GENDERS = re.compile(
    r"""[(\[]?\b(?:m|w|f|d|x|i|gn|div)(?:\s?[/|,]\s?(?:m|w|f|d|x|i|gn|div))+\b[)\]]?"""
    r"""|(?<=\w\w)(?:[:*_·•/]-?|\(-?)(?:innen|in|frau|r|n|e|ne|se|euse|rice|trice)\b\)?"""
)
_TOKEN = re.compile(
    r"""[^\W\d_]{1,2}&[^\W\d_](?!\w)"""  # r&d, fp&a
    r"""|[^\W_]+(?:['’]s\b)?"""
    r"""|[|•·;,@&–—]|\s/|/\s|\s-\s|:\s"""
)
_FAR = frozenset("|•·;/")
_NEAR = frozenset(",–—-:")
_GENDERED = frozenset("(/:*_·•|[")
_FORMS = ("in", "innen", "e", "en", "er", "es", "s", "n", "r")


def _folded(text: str) -> str:
    """``text`` without case and accents; ä, ae and a are one letter."""
    return _UMLAUTS.sub("", search_key(text)) if "e" in text or not text.isascii() else text.lower()


def _parts(title: str, rules: TitleRules) -> Iterator[tuple[list[str], bool]]:
    """The words of each part of ``title``, and whether only a comma or a dash parts it from the last."""
    text = _folded(title[:LINE_LIMIT])
    if not _GENDERED.isdisjoint(text):
        text = _GENDERS.sub(" ", text)
    words: list[str] = []
    close = False
    for token in _TOKEN.findall(text):
        known = rules.words.get(token)
        if known:
            words.append(known)
            continue
        sign = token.strip()
        if sign in _FAR or sign in _NEAR or token in rules.now:
            if words and not (sign in _NEAR and words[-1] in rules.joins):
                yield words, close
                words = []
            close = sign not in _FAR
        else:
            words.extend(_known(token, rules))
    if words:
        yield words, close


def _known(word: str, rules: TitleRules) -> tuple[str, ...]:
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


# --- reading the rules ---


def rules_from(data: Mapping[str, Any]) -> TitleRules:
    """The rules in ``data``, the content of ``titles.yaml``.

    Raises ``BadInput`` that names the dotted key and what is wanted there.
    """
    _only_keys("", data, GROUPS)
    levels = _group("levels", data)
    _only_keys("levels.", levels, LEVELS)
    ranks = {
        phrase: rank for rank, level in enumerate(levels) for phrase in _phrases(f"levels.{level}", levels)
    }
    ranks.update(dict.fromkeys(_phrases("no_level", data), NO_LEVEL))
    departments, department_levels = _departments(_group("departments", data))
    departments.update(dict.fromkeys(_phrases("no_department", data), NO_DEPARTMENT))
    marks = {phrase: mark for mark in MARKS for phrase in _phrases(mark, data)}
    endings = _words("endings", data) | _tails(departments)
    _add_compounds(ranks, departments, endings)
    words = _canonical((*ranks, *departments, *marks))
    return TitleRules(
        levels=_indexed(ranks, words),
        ranked=tuple(levels),
        departments=_indexed(departments, words),
        department_levels=department_levels,
        marks=_indexed(marks, words),
        of=_words("of", data),
        joins=_words("joins", data),
        now=_words("now", data),
        endings=endings,
        words=words,
    )


def _tails(departments: Iterable[_Phrase]) -> set[str]:
    """The departments' own words that may end a compound: long ones, so that "contractor" is no actor."""
    return {phrase[0] for phrase in departments if len(phrase) == 1 and len(phrase[0]) >= SHORTEST_TAIL}


def _add_compounds(
    ranks: dict[_Phrase, int], departments: Iterable[_Phrase], endings: Container[str]
) -> None:
    """Give a compound that a department lists ("werkleiter") the level of its ending ("leiter")."""
    for phrase in departments:
        tail = _halves(phrase[0], endings)[1]
        if len(phrase) == 1 and (tail,) in ranks:
            ranks.setdefault(phrase, ranks[tail,])


def _canonical(phrases: Iterable[_Phrase]) -> Mapping[str, str]:
    """Each word of ``phrases`` and how it is looked up: its stem, unless it is a phrase by itself."""
    phrases = list(phrases)
    alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
    every = {word for phrase in phrases for word in phrase}
    return {word: word if word in alone else _stem(word, every) or word for word in every}


def _departments(
    groups: Mapping[str, Any],
) -> tuple[dict[_Phrase, tuple[int, str]], dict[str, str]]:
    """What each phrase stands for (the strongest use counts), and the departments with a level of their own."""
    found: dict[_Phrase, tuple[int, str]] = {}
    levels: dict[str, str] = {}
    for department in groups:
        group = _group(f"departments.{department}", groups)
        _only_keys(f"departments.{department}.", group, (*STRENGTHS, "level"))
        for strength, kind in enumerate(STRENGTHS):
            if kind in group:
                for phrase in _phrases(f"departments.{department}.{kind}", group):
                    found[phrase] = min(found.get(phrase, (NO_LEVEL, "")), (strength, department))
        if "level" in group:
            if group["level"] not in LEVELS:
                raise _wrong(f"departments.{department}.level", _choices(LEVELS))
            levels[department] = group["level"]
    return found, levels


def _phrases(key: str, data: Mapping[str, Any]) -> list[_Phrase]:
    """The phrases under the last part of ``key``: a text with commas between them, or a list."""
    value = data.get(key.rpartition(".")[2], "")
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise _wrong(key, _("words with commas between them, like: analyst, data analyst"))
    phrases = (tuple(_TOKEN.findall(_folded(entry.strip()))) for entry in entries)
    return [phrase for phrase in phrases if phrase]


def _words(key: str, data: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(word for phrase in _phrases(key, data) for word in phrase)


def _group(key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    value = data.get(key.rpartition(".")[2])
    if not isinstance(value, Mapping):
        raise _wrong(key, _("a group of settings"))
    return value


def _only_keys(path: str, data: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in data:
        if key not in known:
            raise _wrong(f"{path}{key}", _choices(known))


def _choices(known: Iterable[str]) -> str:
    return _("one of {choices}").format(choices=", ".join(known))


def _wrong(key: str, wanted: str) -> BadInput:
    return BadInput(_("{key} in the title rules must be {wanted}.").format(key=key, wanted=wanted))


def _indexed(phrases: Mapping[_Phrase, _Value], words: Mapping[str, str]) -> Phrases[_Value]:
    index: dict[str, dict[_Phrase, _Value]] = {}
    for phrase, value in phrases.items():
        first, *rest = (words[word] for word in phrase)
        index.setdefault(first, {}).setdefault(tuple(rest), value)
    return {
        first: tuple(sorted(rest.items(), key=lambda entry: -len(entry[0]))) for first, rest in index.items()
    }
