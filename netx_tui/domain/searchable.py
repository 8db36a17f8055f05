"""A person as filters and searches see them: folded once, looked at on every key pressed."""

from __future__ import annotations

from sys import intern
from typing import NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.text import search_key

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class Searchable(NamedTuple):
    """One person; ``searchable`` makes it."""

    contact: Contact
    band: str
    score: int
    text: str
    """What plain words are looked for in: ``haystack(contact)``."""
    names: tuple[str, ...]
    """The words of name and company: ``name_words(contact)``."""


def searchable(contact: Contact, band: str = "", score: int = 0) -> Searchable:
    """``contact`` with its keys folded; ``band`` and ``score`` as the list shows them."""
    return Searchable(contact, band, score, haystack(contact), name_words(contact))


def haystack(contact: Contact) -> str:
    """Everything plain words are looked for in, folded; a line break parts the fields.

    Names with umlauts stand there in both spellings, so that ``mueller`` and ``müller`` find the same.
    """
    lines = [contact.name, contact.company, contact.title, contact.city, *contact.tags, *contact.emails]
    named = "\n".join(lines[:4])
    if not named.isascii():
        lines.append(named.translate(_SPELLED_OUT))
    lines.append(contact.notes)
    return search_key("\n".join(lines))


def name_words(contact: Contact) -> tuple[str, ...]:
    """The words of name and company, folded, umlauts in both spellings; people who share a word share it."""
    named = f"{contact.name} {contact.company}"
    if not named.isascii():
        named = f"{named} {named.translate(_SPELLED_OUT)}"
    return tuple(dict.fromkeys(map(intern, search_key(named).replace("-", " ").split())))
