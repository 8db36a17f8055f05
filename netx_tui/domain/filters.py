"""The filter language of the lists: ``company:kranich band:A,B stage:lead -marketing "head of"``.

Words are ANDed, ``-`` negates, quotes make a phrase, ``field:a,b`` means either, ``field:?`` *not known*.
A query becomes a ``Filter``; filters combine by ``&`` (neutral: ``EVERYONE``), ``|`` (``NOBODY``) and ``~``.
What is still being typed, an open quote or ``stage:``, refuses nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from netx_tui.domain.filter_fields import find_field, suggestions
from netx_tui.domain.filter_words import terms, values
from netx_tui.domain.searchable import Searchable, haystack, searchable
from netx_tui.domain.text import search_key

__all__ = [
    "EVERYONE",
    "NOBODY",
    "AllOf",
    "AnyOf",
    "Filter",
    "Has",
    "Not",
    "Searchable",
    "Where",
    "conditions",
    "haystack",
    "parse",
    "searchable",
    "suggestions",
]


class Filter:
    """A yes or no about each person."""

    def matches(self, person: Searchable) -> bool:
        """Whether ``person`` passes."""
        raise NotImplementedError

    def among(self, people: Sequence[Searchable], places: Iterable[int]) -> list[int]:
        """Those of ``places`` (indexes into ``people``) whose person passes, in their order."""
        return [place for place in places if self.matches(people[place])]

    def select(self, people: Sequence[Searchable]) -> list[int]:
        """The indexes of all people who pass."""
        return self.among(people, range(len(people)))

    def __and__(self, other: Filter) -> Filter:
        parts = (*conditions(self), *conditions(other))
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def __or__(self, other: Filter) -> Filter:
        parts = tuple(
            part for side in (self, other) for part in (side.parts if isinstance(side, AnyOf) else (side,))
        )
        return parts[0] if len(parts) == 1 else AnyOf(parts)

    def __invert__(self) -> Filter:
        return Not(self)


@dataclass(frozen=True)
class AllOf(Filter):
    """Passes who passes every part; without parts everybody."""

    parts: tuple[Filter, ...] = ()

    def matches(self, person: Searchable) -> bool:
        """Whether every part lets ``person`` pass."""
        return all(part.matches(person) for part in self.parts)

    def among(self, people: Sequence[Searchable], places: Iterable[int]) -> list[int]:
        """Each part looks only at those whom the parts before it let pass."""
        for part in self.parts:
            places = part.among(people, places)
        return list(places)


@dataclass(frozen=True)
class AnyOf(Filter):
    """Passes who passes at least one part; without parts nobody."""

    parts: tuple[Filter, ...] = ()

    def matches(self, person: Searchable) -> bool:
        """Whether at least one part lets ``person`` pass."""
        return any(part.matches(person) for part in self.parts)


@dataclass(frozen=True)
class Not(Filter):
    """Passes whom ``part`` refuses."""

    part: Filter

    def matches(self, person: Searchable) -> bool:
        """Whether ``part`` refuses ``person``."""
        return not self.part.matches(person)

    def __invert__(self) -> Filter:
        return self.part


@dataclass(frozen=True)
class Has(Filter):
    """Passes whose text holds ``word`` (folded); a ``phrase`` stood in quotes and is meant to the letter."""

    word: str
    phrase: bool = False

    def matches(self, person: Searchable) -> bool:
        """Whether the text of ``person`` holds the word."""
        return self.word in person.text

    def among(self, people: Sequence[Searchable], places: Iterable[int]) -> list[int]:
        """The same without a call per person, for this runs on every key pressed."""
        word = self.word
        return [place for place in places if word in people[place].text]


@dataclass(frozen=True)
class Where(Filter):
    """Passes whom ``test`` accepts."""

    test: Callable[[Searchable], bool]

    def matches(self, person: Searchable) -> bool:
        """Whether the test accepts ``person``."""
        return self.test(person)


EVERYONE: Filter = AllOf()
NOBODY: Filter = AnyOf()


def conditions(found: Filter) -> tuple[Filter, ...]:
    """The filters that must all let a person pass for ``found`` to do so."""
    return found.parts if isinstance(found, AllOf) else (found,)


def parse(text: str) -> Filter:
    """The filter written in ``text``; an empty text gives ``EVERYONE``.

    Raises ``FieldError`` for an unknown field or value, with the nearest match and what there is.
    """
    found = EVERYONE
    for negated, field, value in terms(text):
        term = _field_term(field, value) if field else _plain_term(value)
        if term is not EVERYONE:
            found &= ~term if negated else term
    return found


def _plain_term(value: str) -> Filter:
    word = search_key(value.replace('"', "")).strip()
    return Has(word, phrase='"' in value) if word else EVERYONE


def _field_term(name: str, value: str) -> Filter:
    field = find_field(name)
    found = NOBODY
    for wanted in values(value):
        found |= Where(field.read(field, wanted))
    return EVERYONE if found is NOBODY else found
