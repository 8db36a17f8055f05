"""Which message fits: what gives before what asks, and never the same three times in a row."""

from collections.abc import Iterable
from datetime import date, timedelta

from netx_tui.domain.articles import Article
from netx_tui.domain.contacts import Contact
from netx_tui.domain.labels import department_label
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


class Shelf:
    """The reading inbox, ready to be asked for many people."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._by_field: dict[str, list[Article]] = {}
        self._by_reader: dict[str, list[Article]] = {}
        for article in articles:
            for field in article.fields:
                self._by_field.setdefault(search_key(field), []).append(article)
            for reader in article.readers:
                self._by_reader.setdefault(reader, []).append(article)

    def fitting(self, contact: Contact, words: Iterable[str] = ()) -> tuple[Article, ...]:
        """The articles for a person that they did not get yet: those kept for them first, then the newest.

        Others fit by their fields: the person's department or tags, or ``words`` of what was talked about
        (``TouchFacts.words``).
        """
        if not self._by_field and not self._by_reader:
            return ()
        theirs = {*words, *_fields_of(contact)} - {""}
        found = {one.id: one for field in theirs for one in self._by_field.get(field, ())}
        own = self._by_reader.get(contact.id, ())
        found |= {one.id: one for one in own}
        new = [one for one in found.values() if all(sending.contact != contact.id for sending in one.sent)]
        kept_for = {one.id for one in own}
        return tuple(sorted(new, key=lambda one: (one.id in kept_for, one.added, one.id), reverse=True))


def _fields_of(contact: Contact) -> Iterable[str]:
    department = contact.department
    return map(search_key, (department, department_label(department), *contact.tags))


def _third_in_a_row(kind: str, facts: TouchFacts) -> bool:
    return facts.kinds[:_IN_A_ROW] == (kind,) * _IN_A_ROW
