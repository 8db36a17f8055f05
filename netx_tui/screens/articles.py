"""The reading inbox: articles that wait for somebody to be sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.touch.rows import ArticleRow, TouchRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.touch_services import TouchServices
from netx_tui.screens.touch_verbs import TouchVerbs
from netx_tui.widgets.cells import fit
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

_FOR, _SENT = 28, 8


class ArticleList(LineList[ArticleRow]):
    """One line per article: what it is called, for whom, how often it was sent."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"articles--quiet"}
    DEFAULT_CSS = """
    ArticleList { & > .articles--quiet { color: $dim; } }
    """

    def segments(self, index: int, row: ArticleRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row; columns go from the right as it gets narrow."""
        bar = f"{self.signs.cursor} " if cursor else "  "
        room, cut = width - 2, self.signs.cut
        whom = ", ".join(part for part in (row.readers, row.fields) if part)
        sent = _("sent {count}x").format(count=row.sent) if row.sent else ""
        parts = []
        if room >= 2 * _FOR:
            parts.append(("articles--quiet", "  " + fit(whom, _FOR, cut)))
            room -= _FOR + 2
        if room >= 2 * _FOR:
            parts.append(("articles--quiet", "  " + fit(sent, _SENT, cut)))
            room -= _SENT + 2
        title = f"{row.title}  {row.why}" if row.why else row.title
        parts = [("", bar), ("", fit(title, room, cut)), *parts]
        return [Segment(text, self.style_of(style, cursor=cursor)) for style, text in parts]


def _key(key: str, action: str, label: str, tooltip: str) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"articles.{action}", show=True)


class ArticlesScreen(TouchVerbs[None]):
    """The list of articles; each can be sent to somebody it fits."""

    HEADING = N_("Reading inbox")
    AUTO_FOCUS = "ArticleList"
    HELP = N_(
        "Articles you read and want to pass on. They are proposed to people of the fields you name, each to "
        "each person once."
    )
    CSS = """
    ArticlesScreen {
        EmptyState { display: none; }
        &.-empty { ArticleList { display: none; } EmptyState { display: block; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "new", N_("new"), N_("Keep an article.")),
        _key("e", "edit", N_("edit"), N_("Change it.")),
        _key("x", "remove", N_("remove"), N_("Throw it away; undo brings it back.")),
        _key("o", "visit", N_("open"), N_("Open the link.")),
        _key("y", "copy", N_("copy"), N_("Copy the link.")),
    ]

    shelf = getters.query_one(ArticleList)

    def __init__(self, shortlists: Shortlists, services: TouchServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)

    def compose_body(self) -> ComposeResult:
        """The list; where there is nothing, what it is for."""
        yield ArticleList(signs=self.signs)
        yield EmptyState(
            _("What you read and want to pass on waits here until there is somebody it fits."),
            [(self.key_of("articles.new", "n"), _("keep an article"))],
        )

    def on_mount(self) -> None:
        """Show all."""
        self.changed()

    def changed(self) -> None:
        """Read the list again; the cursor stays on its article."""
        current = self.shelf.current
        self.show_article(current.id if current else "")

    def show_article(self, article_id: str) -> None:
        """Read the list again and put the cursor on this article."""
        rows = self.touch.articles.rows()
        at = next((place for place, row in enumerate(rows) if row.id == article_id), self.shelf.cursor)
        self.shelf.show(rows, at)
        self.set_class(not rows, "-empty")
        told = ngettext("{count} article", "{count} articles", len(rows)).format(count=len(rows))
        self.say(told if rows else "")
        self.refresh_bindings()

    def show_card(self, card_id: str) -> None:
        """Cards have no place here."""

    def row(self) -> TouchRow | None:
        """Nobody stands here, only articles."""
        return None

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self._send()

    @work(group="cards")
    async def _send(self) -> None:
        """Ask to whom, among those it fits, and open the letter."""
        article = self.shelf.current
        if article is None:
            return
        people = [
            (row.id, ", ".join(part for part in (row.name, row.company, row.due_text) if part))
            for row in self.touch.touches.rows()
            if any(one.id == article.id for one in self.touch.articles.fitting(row.id))
        ]
        if not people:
            key = self.key_of("articles.edit", "e")
            told = _("It fits nobody in a circle yet. {key} names fields or people.").format(key=key)
            self.notify(told, markup=False)
            return
        contact = await self.choose(_("Send it to"), article.title, people)
        if contact:
            await self.write(contact, "share_article")

    @work(group="cards")
    async def action_new(self) -> None:
        """Keep an article."""
        from netx_tui.screens.touch_papers import ArticlePaper

        paper = ArticlePaper(self.touch.articles)
        if await self.fill_in(paper):
            self.show_article(paper.new_id)

    @work(group="cards")
    async def action_edit(self) -> None:
        """Change the article."""
        from netx_tui.screens.touch_papers import ArticlePaper

        if self.shelf.current is not None:
            await self.fill_in(ArticlePaper(self.touch.articles, self.shelf.current.id))

    def action_remove(self) -> None:
        """Throw it away."""
        article = self.shelf.current
        if article is not None:
            self.told(lambda: self.touch.articles.remove(article.id))

    def action_visit(self) -> None:
        """Open the link, where there is a browser; else copy it."""
        if self.shelf.current is not None:
            self.app.open_url(self.shelf.current.url)

    def action_copy(self) -> None:
        """Copy the link."""
        if self.shelf.current is not None:
            url = self.shelf.current.url
            self.app.copy_to_clipboard(url)
            self.notify(_("Copied: {text}").format(text=url), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no article, only a new one."""
        if action in ("edit", "remove", "visit", "copy") and self.has_class("-empty"):
            return False
        return super().check_action(action, parameters)
