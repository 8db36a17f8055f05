"""The address of a LinkedIn profile in its one normal form, which is the best key of a person."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from netx_tui.domain.text import clean_line

PREFIX = "https://www.linkedin.com/in/"
_NORMAL = re.compile(r"https://www\.linkedin\.com/in/[\w-]+").fullmatch
_UNSAFE = re.compile(r"[\s/?#<>\"'\\%\ufffd]").search


def profile_url(text: str) -> str:
    """``text`` as ``https://www.linkedin.com/in/SLUG``, or an empty text if it is no profile's address.

    The host is lowered, country and mobile hosts become ``www``, query, fragment, trailing parts and
    percent-encoding go. The slug keeps its case: member codes (``ACoAA...``) depend on it.
    """
    if _NORMAL(text):
        return text
    steps = _steps(clean_line(text, 2000))
    if len(steps) < 2:
        return ""
    kind = steps[0].lower()
    if kind == "pub":
        return "https://www.linkedin.com/pub/" + "/".join(_slug(step) for step in steps[1:5])
    return PREFIX + _slug(steps[1]) if kind == "in" else ""


def profile_key(text: str) -> str:
    """The key by which two addresses of one profile compare; empty if ``text`` is no profile's address."""
    return profile_url(text).casefold()


def _steps(text: str) -> list[str]:
    """The parts of the path of a LinkedIn address; empty for any other text."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme.lower() not in ("http", "https"):
        return []
    try:
        parts = urlsplit("https://" + (rest if separator else text))
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:  # a broken IPv6 host
        return []
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return []
    return [step for part in parts.path.split("/") if (step := part.strip())]


def _slug(encoded: str) -> str:
    plain = unquote(encoded)
    safe = clean_line(plain, 200)
    return quote(encoded, safe="%") if _UNSAFE(plain) or safe != plain else plain
