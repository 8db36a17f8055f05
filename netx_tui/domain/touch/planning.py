"""The next touch of everybody, with what is proposed for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netx_tui.domain.articles import Article
from netx_tui.domain.contacts import Contact
from netx_tui.domain.touch.cadence import NextTouch, candidates, congratulation, most_important
from netx_tui.domain.touch.facts import TouchFacts
from netx_tui.domain.touch.load import spread
from netx_tui.domain.touch.proposal import Shelf, kind_of_cadence, should_rest
from netx_tui.domain.workdays import NO_HOLIDAYS


class Planned(NamedTuple):
    """The next touch of one person: the day, why (``promised event loop cadence``), and the mail proposed.

    ``event``, ``action`` and ``article`` are the ids of what it is about; ``rest`` says that the person did
    not answer for so long that they are better left to the light circle.
    """

    contact: str
    on: date
    reason: str
    kind: str = ""
    event: str = ""
    action: str = ""
    article: str = ""
    rest: bool = False


def planned(
    contacts: Mapping[str, Contact],
    facts: Mapping[str, TouchFacts],
    articles: Iterable[Article],
    scores: Mapping[str, int],
    *,
    today: date,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> dict[str, Planned]:
    """The next touch of everybody in ``facts``, at most three a day, by contact.

    ``scores`` tell who waits where a day is full.
    """
    found = {
        name: one
        for name, theirs in facts.items()
        if (one := most_important(candidates(theirs, today, holidays), today))
    }
    shelf = Shelf(articles)
    return {
        name: _planned(contacts[name], facts[name], one, shelf, today)
        for name, one in spread(found, scores, today, holidays).items()
    }


def _planned(contact: Contact, facts: TouchFacts, one: NextTouch, shelf: Shelf, today: date) -> Planned:
    plan = Planned(contact.id, one.on, one.reason, event=one.event, action=one.action)
    if one.reason == "promised":
        return plan._replace(kind="ask_again")
    if one.reason == "event":
        event = next((event for event in contact.events if event.id == one.event), None)
        return plan._replace(kind=congratulation(event.kind if event else ""))
    if one.reason == "loop":
        return plan._replace(kind="close_the_loop")
    article = next(iter(shelf.fitting(contact, facts.words)), None)
    kind = kind_of_cadence(facts, article, today)
    sends = article.id if article is not None and kind == "share_article" else ""
    return plan._replace(kind=kind, article=sends, rest=should_rest(facts))
