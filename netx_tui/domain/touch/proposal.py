"""Which message fits: what gives before what asks, and never the same three times in a row."""

from collections.abc import Iterable
from datetime import date, timedelta

from netx_tui.domain.articles import Article
from netx_tui.domain.contacts import Contact
from netx_tui.domain.text import search_key
from netx_tui.domain.touch.facts import TouchFacts

REST_AFTER = 3
"""Messages without an answer after which somebody is better left alone."""
EXPERT_AGAIN = timedelta(days=365)
_IN_A_ROW = 2


def kind_of_cadence(facts: TouchFacts, article: Article | None, today: date) -> str:
    """The kind of mail for somebody whose turn it is.

    An article that fits, else a question to their expertise (once a year, and only after something was
    given), else a short hello.
    """
    asked = facts.asked_expert_on
    may_ask = asked is None or today - asked >= EXPERT_AGAIN
    wanted = []
    if article is not None:
        wanted.append("share_article")
    if may_ask and (facts.gave_last or not facts.kinds):
        wanted.append("expert_question")
    wanted.append("check_in")
    if may_ask:
        wanted.append("expert_question")
    wanted.append("share_article")
    return next(kind for kind in wanted if not _third_in_a_row(kind, facts))


def should_rest(facts: TouchFacts) -> bool:
    """Whether nothing came back so often that the person is better left to the light circle."""
    return facts.unanswered >= REST_AFTER and facts.tier != "light"


def fitting(articles: Iterable[Article], contact: Contact) -> tuple[Article, ...]:
    """The articles for a person that they did not get yet: those kept for them first, then the newest."""
    found = [
        (contact.id in article.readers, article.added, article.id, article)
        for article in articles
        if not any(sending.contact == contact.id for sending in article.sent) and _fits(article, contact)
    ]
    return tuple(article for *_order, article in sorted(found, key=lambda item: item[:3], reverse=True))


def _fits(article: Article, contact: Contact) -> bool:
    if contact.id in article.readers:
        return True
    about = {search_key(field) for field in article.fields} - {""}
    theirs = {search_key(word) for word in (contact.department, *contact.tags)}
    return bool(about & theirs)


def _third_in_a_row(kind: str, facts: TouchFacts) -> bool:
    return facts.kinds[:_IN_A_ROW] == (kind,) * _IN_A_ROW
