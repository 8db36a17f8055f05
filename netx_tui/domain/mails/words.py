"""How long a mail is: words and sentences as the rules count them."""

import re

URL = re.compile(r"(?:https?://|www\.)\S+")
LISTED = re.compile(r"\s*(?:[-*•]|[0-9]+[.)])\s")
"""The beginning of a line in a list."""
_WORD = re.compile(URL.pattern + r"|[^\W_]+(?:[-'’][^\W_]+)*")
_QUOTED = re.compile(r"„[^“”\n]*[“”]|“[^”\n]*”|«[^»\n]*»|»[^«\n]*«|\"[^\"\n]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?:])(?<![0-9]\.)(?<!\bz\.)(?<!\bDr\.)(?<!e\.g\.)[\"”“]?\s+|\n+")
_LEAST = 3
"""Words below which a line is no sentence: a name, a sign-off."""


def words(text: str) -> list[str]:
    """The words of ``text``: letters and digits joined by ``-`` or ``'``; a web address is one word."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """How many words ``text`` has, greeting and signature included (``decisions.md``)."""
    return sum(1 for _found in _WORD.finditer(text))


def without_addresses(text: str) -> str:
    """``text`` without web addresses."""
    return URL.sub(" ", text)


def own_words(text: str) -> str:
    """``text`` without web addresses and without what stands in quotation marks: titles, forwarded texts."""
    return _QUOTED.sub(" ", without_addresses(text))


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, a colon ending one as well; greetings and other short lines are none."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if word_count(part) >= _LEAST]


def flat(text: str) -> str:
    """``text`` on one line with straight apostrophes, for patterns that must not care."""
    return " ".join(text.replace("’", "'").split())
