"""The reading inbox: articles kept for somebody, and to whom each was sent.

Field names are those of the documents (``cli.md``), but for ``readers``, which stands there as ``for``.
"""

from datetime import date
from typing import NamedTuple

from netx_tui.domain.changes import Change, Update


class Sending(NamedTuple):
    """One article sent to one person; ``on`` is a day."""

    id: str
    contact: str = ""
    on: str = ""


class Article(NamedTuple):
    """Something worth reading: ``why`` it is, for people in which ``fields``, for which ``readers``.

    ``readers`` are ids of contacts; ``added`` is a day; ``sent`` tells who got it already.
    """

    id: str
    url: str = ""
    title: str = ""
    why: str = ""
    fields: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    added: str = ""
    sent: tuple[Sending, ...] = ()
    created: str = ""
    updated: str = ""


def sent_to(article: Article, contact: str, day: date) -> list[Change]:
    """What it changes that ``article`` was sent to a person on ``day``."""
    rank = f"{len(article.sent) + 1:06d}"
    sent = {"contact": contact, "on": day.isoformat(), "rank": rank}
    return [Update("articles", article.id, {f"sent.s{day:%Y%m%d}_{contact}": sent})]
