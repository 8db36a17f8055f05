"""Whether two titles name the same thing: the book that three people recommend is one card."""

from __future__ import annotations

import re
from collections.abc import Iterable

from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.text import search_key

_WORD = re.compile(r"[^\W_]+(?:-\w+)*(?:\+\+|#)?")
_BRACKETS = re.compile(r"\([^)]*\)")
_NAME = r"[A-ZÄÖÜ][\w.'’-]*"
_AUTHOR = re.compile(
    rf"\s(?:by|von)\s+{_NAME}.*|[\"'”“’»«,]?\s[-–—]\s+(?:{_NAME}\s+){{1,2}}[A-ZÄÖÜ][\w'’-]+\s*\Z", re.DOTALL
)
_ENGLISH = (
    "a an the i you we he she of to and or by for in on at my his her their this that it read buy "
    "get order take do try learn watch book books article course certificate exam look into about "
    "check from with should must"
)
_GERMAN = (
    "ich du sie wir der die das den dem des ein eine einen einem und oder von vom fur im am auf mein "
    "sein ihr ihre dies lesen kaufen holen bestellen machen lernen ansehen anschauen buch bucher "
    "artikel kurs zertifikat prufung mal sollte muss bitte uber aus mit"
)
_SMALL = frozenset([*_ENGLISH.split(), *_GERMAN.split()])


def same_thing(one: str, other: str) -> bool:
    """Whether two titles say the same but for small words, quotes and what stands in brackets."""
    mine, theirs = _core(one), _core(other)
    if not mine or not theirs:
        return False
    return mine == theirs


def already(title: str, type_name: str, actions: Iterable[Action]) -> Action | None:
    """The open action, of this type or of none, that names the same thing as ``title``."""
    for action in actions:
        fits = not type_name or not action.type or action.type == type_name
        if fits and action.column in OPEN and same_thing(title, action.title):
            return action
    return None


def _core(title: str) -> frozenset[str]:
    """The words of a title that carry its meaning.

    What stands in brackets and the author, said after "by" or a dash, are none of them, unless nothing
    else is there.
    """
    without = _AUTHOR.sub("", _BRACKETS.sub(" ", title))
    return _telling(without) or _telling(title) or _words(title)


def _telling(text: str) -> frozenset[str]:
    return _words(text) - _SMALL


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(search_key(text)))
