"""The reading inbox: articles that are kept until there is somebody to send them to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from netx_tui.domain.articles import Article
from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import Ambiguous, FieldError, NotFound
from netx_tui.domain.text import clean_line, clean_text, same_name, visible
from netx_tui.domain.touch.facts import Past, facts_of
from netx_tui.domain.touch.proposal import Shelf
from netx_tui.domain.touch.rows import ArticleRow
from netx_tui.i18n import _
from netx_tui.services.finding import SHORTEST_PREFIX, contact_of, find_contact

if TYPE_CHECKING:
    from netx_tui.domain.contacts import Contact
    from netx_tui.store.staging import Bases
    from netx_tui.store.workspace import Workspace

FIELDS = ("url", "title", "why", "fields", "for")
_MANY = ","
LONGEST_URL = 2000


class Articles:
    """The verbs around the reading inbox on ``workspace``."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock

    def rows(self) -> tuple[ArticleRow, ...]:
        """All articles, those nobody got first, then the newest."""
        articles = sorted(
            self._workspace.articles.values(), key=lambda one: (one.added, one.id), reverse=True
        )
        return tuple(self._row(article) for article in sorted(articles, key=lambda one: bool(one.sent)))

    def article(self, article_id: str) -> Article:
        """The article; raises ``NotFound`` when it is gone."""
        article = self._workspace.articles.get(article_id)
        if article is None:
            raise NotFound(_("That article is no longer there; another session may have deleted it."))
        return article

    def find(self, name: str) -> str:
        """The id of the article meant, by id or its beginning; raises ``NotFound`` or ``Ambiguous``."""
        known = self._workspace.articles
        found = [name] if name in known else [one for one in known if self._begins(one, name)]
        if len(found) > 1:
            raise Ambiguous(
                _("'{name}' can mean several articles: {candidates}.").format(
                    name=name, candidates=", ".join(found)
                )
            )
        if not found:
            raise NotFound(
                _("No article is called '{name}'; `netx article list` names them.").format(name=name)
            )
        return found[0]

    @staticmethod
    def _begins(article_id: str, name: str) -> bool:
        return len(name) >= SHORTEST_PREFIX and article_id.startswith(name)

    def values(self, article_id: str) -> dict[str, str]:
        """The fields of an article as they are typed."""
        article = self.article(article_id)
        return {
            "url": article.url,
            "title": article.title,
            "why": article.why,
            "fields": ", ".join(article.fields),
            "for": ", ".join(self._names(article)),
        }

    def add(self, values: Mapping[str, str]) -> str:
        """Keep an article from typed values; returns its id. Raises ``FieldError`` and ``NotFound``."""
        fields = self._read(values)
        if "url" not in fields:
            raise FieldError(_("An article needs a link."), field="url")
        name = self._workspace.new_id("articles")
        known = {key: value for key, value in fields.items() if value}
        known["added"] = self._clock().date().isoformat()
        label = _("kept an article: {title}").format(title=fields.get("title") or fields["url"])
        self._workspace.apply([Create("articles", name, known)], label)
        return name

    def change(self, article_id: str, values: Mapping[str, str], *, based_on: Bases | None = None) -> str:
        """Set typed values of an article; returns a sentence. Raises ``FieldError`` and ``NotFound``."""
        article = self.article(article_id)
        fields = {name: value or None for name, value in self._read(values).items()}
        label = _("changed an article: {title}").format(title=article.title or article.url)
        self._workspace.apply([Update("articles", article_id, fields)], label, based_on=based_on)
        return _("Changed.")

    def remove(self, article_id: str) -> str:
        """Throw an article away; returns a sentence. Raises ``NotFound``."""
        article = self.article(article_id)
        title = visible(article.title or article.url)
        self._workspace.apply(
            [Delete("articles", article_id)], _("removed an article: {title}").format(title=title)
        )
        return _("Removed: {title}.").format(title=title)

    def fitting(self, contact_id: str) -> tuple[Article, ...]:
        """The articles for a person that they did not get yet, best first; raises ``NotFound``."""
        contact = contact_of(self._workspace, contact_id)
        return fitting(self._workspace, contact, self._clock())

    def _row(self, article: Article) -> ArticleRow:
        return ArticleRow(
            article.id,
            visible(article.title or article.url),
            visible(article.url),
            visible(article.why),
            visible(", ".join(article.fields)),
            visible(", ".join(self._names(article))),
            len(article.sent),
            article.added,
        )

    def _names(self, article: Article) -> list[str]:
        known = (self._workspace.contacts.get(reader) for reader in article.readers)
        return [contact.name for contact in known if contact is not None]

    def _read(self, values: Mapping[str, str]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, text in values.items():
            if name not in FIELDS:
                raise FieldError(
                    _("An article has no field '{name}'. Fields: {known}.").format(
                        name=name, known=", ".join(FIELDS)
                    ),
                    field=name,
                )
            if name == "url":
                fields[name] = _url(text)
            elif name == "fields":
                fields[name] = list(
                    dict.fromkeys(same_name(word) for word in text.split(_MANY) if word.strip())
                )
            elif name == "for":
                names = (clean_line(word) for word in text.split(_MANY))
                fields[name] = list(
                    dict.fromkeys(find_contact(self._workspace, word) for word in names if word)
                )
            else:
                fields[name] = clean_text(text) if name == "why" else clean_line(text)
        return fields


def fitting(workspace: Workspace, contact: Contact, now: datetime) -> tuple[Article, ...]:
    """The articles for a person that they did not get yet, best first."""
    shelf = Shelf(workspace.articles.values())
    talks = Past(meetings=workspace.meetings.values())
    return shelf.fitting(contact, facts_of(contact, talks, now.date(), now.tzinfo).words)


def _url(text: str) -> str:
    url = clean_line(text, LONGEST_URL + 1)
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or len(url) > LONGEST_URL or " " in url:
        raise FieldError(
            _("'{text}' is no link; it begins with https://.").format(text=clean_line(text, 60)), field="url"
        )
    return url
