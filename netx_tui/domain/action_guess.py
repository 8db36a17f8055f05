"""Which type of action an insight asks for, guessed from its words; unsure is better than wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from netx_tui.domain.text import clean_line, search_key

LONGEST_TITLE = 120
BY_KIND: Mapping[str, str] = {
    "book": "book",
    "course": "course",
    "certificate": "certificate",
    "article": "article",
    "skill": "skill",
    "person": "person",
    "company": "company",
    "event": "event",
    "opening": "opening_watch",
}
"""Kinds of insights that say the type themselves."""
_CODE = re.compile(r"\b(?:[A-Z]{2,4}-?\d{2,3}|PMP|CKA|CKAD|CISSP|ITIL|PRINCE2|IREB|CSM|PSM|TOGAF)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_NAME = r"[A-ZÄÖÜ][\w'’-]+"
_MEET = re.compile(
    rf"\b(?:[Tt]alk|[Ss]peak|[Cc]hat|[Mm]eet|[Cc]all|[Ww]rite|[Cc]ontact)(?: to| with| up with)?"
    rf" {_NAME} {_NAME}"
    rf"|\b(?:[Mm]it|[Ff]rau|[Hh]errn?) {_NAME}(?: {_NAME})? (?:sprechen|reden|treffen)"
    rf"|\b{_NAME} {_NAME} (?:kennenlernen|anschreiben|ansprechen|treffen)"
)
# In the order in which they are tried; words as the search folds them.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("thank_you", r"\b(?:thank|say thanks|bedanken|danke sagen|dank an)\b"),
    (
        "opening_watch",
        r"\b(?:job posting|vacancy|opening(?: for| at| in)|role opens|hiring (?:again|in|from)|"
        r"stellenausschreibung|stelle (?:wird|ist)|ausgeschrieben|freie stelle)\b",
    ),
    (
        "promise",
        r"\b(?:i promised|promised (?:her|him|them|to)|send (?:her|him|them)|versprochen|zugesagt|"
        r"(?:ihr|ihm|ihnen) .*(?:schicken|senden))\b",
    ),
    ("certificate", r"\b(?:certificat(?:e|ion)|certified|exam|zertifikat|zertifizierung|prufung|schein)\b"),
    (
        "course",
        r"\b(?:course|mooc|bootcamp|workshop|training|tutorial|webinar|kurs|lehrgang|schulung|seminar|"
        r"fortbildung)\b",
    ),
    (
        "event",
        r"\b(?:meetup|meet-up|conference|barcamp|hackathon|community|fair|messe|konferenz|stammtisch|"
        r"usergroup|user group|tagung)\b",
    ),
    (
        "article",
        r"https?://|\b(?:article|blog|post|paper|newsletter|podcast|artikel|beitrag|aufsatz|talk on)\b",
    ),
    ("book", r"\b(?:book|buch|read [\"'“„«]|buy and read|chapter|kapitel|isbn)\b|[\"'”“«»] by \w"),
    (
        "company",
        r"\b(?:look at (?:the )?company|check out .*(?:gmbh|ag|inc|ltd)|firma|unternehmen ansehen|"
        r"companies? (?:worth|to look))\b",
    ),
    (
        "skill",
        r"\b(?:practi[cs]e|build (?:a|an|my|something)|side project|prototype|learn (?:to|how)|"
        r"uben|bauen|ubungsprojekt|lernen, wie|ausprobieren)\b",
    ),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _SIGNS)


def guess_type(text: str, kind: str = "", people: Iterable[str] = ()) -> str:
    """The type of action that ``text`` asks for, or nothing where it says too little.

    ``kind`` is that of the insight, ``people`` are names that are known.
    """
    if kind in BY_KIND:
        return BY_KIND[kind]
    words = clean_line(text)
    folded = search_key(words)
    if _CODE.search(words):
        return "certificate"
    for name, pattern in _COMPILED:
        if pattern.search(folded):
            return name
    if _MEET.search(words) or _names(folded, people):
        return "person"
    return "question" if words.endswith("?") else ""


def title_from(text: str) -> str:
    """A card's title out of an insight: its first sentence, cut between two words where it is long."""
    words = _SENTENCE.split(clean_line(text))[0].rstrip(" .")
    if len(words) <= LONGEST_TITLE:
        return words
    return words[: LONGEST_TITLE - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def _names(folded: str, people: Iterable[str]) -> bool:
    """Whether a known person is named in full, and something is to be done about it."""
    if not re.search(
        r"\b(?:talk|speak|ask|meet|call|write|contact|sprechen|fragen|treffen|anrufen)\b", folded
    ):
        return False
    return any(" " in name and search_key(name) in folded for name in people)
