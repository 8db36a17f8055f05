"""Finding people by what was typed: the filter language, and names that were misspelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import and_

from netx_tui.domain.filters import EVERYONE, Filter, Has, Searchable, conditions, parse

FEW = 5
"""With fewer exact hits than this, misspelled names are looked for too."""
SHORTEST = 4
TWO_SLIPS = 6
"""From this length on a word may hold two slips, a shorter one only one."""


def search(people: Sequence[Searchable], text: str) -> list[int]:
    """The indexes of the people that ``text`` finds, in the order of ``people``.

    Where there are few exact hits, those whose name or company only sounds like a word are added.
    Raises ``FieldError`` like ``parse``.
    """
    wanted = parse(text)
    hits = wanted.select(people)
    if len(hits) >= FEW or not people:
        return hits
    words = [part for part in conditions(wanted) if isinstance(part, Has) and _may_be_misspelled(part)]
    if not words:
        return hits
    others = reduce(and_, (part for part in conditions(wanted) if part not in words), EVERYONE)
    return sorted({*hits, *_similar(people, words, others)})


def _may_be_misspelled(part: Has) -> bool:
    return not part.phrase and len(part.word) >= SHORTEST and part.word.isalpha()


def _similar(people: Sequence[Searchable], words: Sequence[Has], others: Filter) -> Iterable[int]:
    """People whom ``others`` let pass and in whose names each of ``words`` stands, maybe misspelled."""
    names = {place: people[place].names for place in others.select(people)}
    known = set(chain.from_iterable(names.values()))
    for part in words:
        near = _near_words(part.word, known)
        exact = part.among(people, names)
        alike = [place for place, own in names.items() if not near.isdisjoint(own)] if near else []
        names = {place: names[place] for place in (*exact, *alike)}
    return names


def _near_words(word: str, known: Iterable[str]) -> set[str]:
    """The known words that begin like ``word``, give or take a slip; only those with the fewest slips.

    A slip is a letter too many, too few, wrong, or two swapped (optimal string alignment). One wrong
    letter in a word of four makes another word ("data", "Dana"), so there the length must differ too.
    Names without a slip are exact hits already.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    length = len(word)
    fewest = 2 if length >= TWO_SLIPS else 1
    near: set[str] = set()
    alike = [name for name in known if name[0] == word[0]]
    for cut in (length, length + 1):
        begins = [name[:cut] for name in alike]
        for begin, slips, place in extract(
            word, begins, scorer=OSA.distance, score_cutoff=fewest, limit=None
        ):
            another_word = length == SHORTEST == len(begin) and sorted(begin) != sorted(word)
            if another_word or not 0 < slips <= fewest:
                continue
            if slips < fewest:
                fewest, near = int(slips), set()
            near.add(alike[place])
    return near
