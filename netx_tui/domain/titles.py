"""Level and department from a job title: a guess, read with the words of ``rules/titles.yaml``.

A title is folded (case, accents, umlauts), freed of gender marks and cut into parts, one per role. In each
part words are looked up, longest phrase first; German compounds are taken apart. The first part that
says something wins. The YAML file tells how each of its lists is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from netx_tui.domain.text import LINE_LIMIT
from netx_tui.domain.title_rules import (
    AREA,
    JOB,
    NO_DEPARTMENT,
    NO_LEVEL,
    Phrases,
    TitleRules,
    folded,
    known_words,
    rules_from,
    tokens,
)

__all__ = ["Guess", "TitleRules", "guess", "rules_from"]

ORDINARY = ("peer", "senior")
"""Levels that a department's own level (``recruiter``) replaces: who leads or learns keeps theirs."""

_Value = TypeVar("_Value")


class Guess(NamedTuple):
    """What a title says: words of the vocabularies, or empty texts for *not known*."""

    level: str
    department: str


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
    if level in ORDINARY and department in rules.department_levels:
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

_GENDERS = re.compile(
    r"""[(\[]?\b(?:m|w|f|d|x|i|gn|div)(?:\s?[/|,]\s?(?:m|w|f|d|x|i|gn|div))+\b[)\]]?"""
    r"""|(?<=\w\w)(?:[:*_·•/]-?|\(-?)(?:innen|in|frau|r|n|e|ne|se|euse|rice|trice)\b\)?"""
)
_FAR = frozenset("|•·;/")
_NEAR = frozenset(",–—-:")
_GENDERED = frozenset("(/:*_·•|[")


def _parts(title: str, rules: TitleRules) -> Iterator[tuple[list[str], bool]]:
    """The words of each part of ``title``, and whether only a comma or a dash parts it from the last."""
    text = folded(title[:LINE_LIMIT])
    if not _GENDERED.isdisjoint(text):
        text = _GENDERS.sub(" ", text)
    words: list[str] = []
    close = False
    for token in tokens(text):
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
            words.extend(known_words(token, rules))
    if words:
        yield words, close
