"""The shortlist: all people, best first, with the card of the focused one beside or below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.figures import figure
from netx_tui.domain.rows import PersonRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.base import Command
from netx_tui.screens.linkedin_steps import linkedin_steps
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.screens.offering import WELCOME
from netx_tui.screens.people_ways import PeopleWays, WaysIn
from netx_tui.widgets.contact_card import ContactCard
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.people_table import PeopleHeading, PeopleTable, ids_of
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.shortlists import Shortlists

_NEEDS_SOMEBODY = frozenset(
    (
        *("shortlist", "edit", "want", "stage", "research", "copy", "delete", "export", "write"),
        *("mark", "mark_all", "filter", "order", "arrange"),
    )
)
_HEADED = ("score", "name", "company", "stage")


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"people.{action}", show=show)


class PeopleScreen(PeopleWays[None]):
    """The list that matters, a line that filters it, and the card."""

    AUTO_FOCUS = "PeopleTable"
    HELP = N_(
        "Everybody you know, best first. A: invite. B: good second. C: keep searching. D: not now. "
        "?: too little is known. X: leave alone. "
        "A filter takes words, quoted phrases and fields: company:kranich band:A,B stage:lead -marketing."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as declared above
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("v,space", "mark", N_("mark"), N_("Mark, and go down; verbs work on all marked."), show=True),
        _key("V", "mark_all", N_("mark all"), N_("Mark all that are shown, or none of them.")),
        _key("slash", "filter", N_("find"), N_("Filter by name, company:, band:, stage:, -word."), show=True),
        _key("c", "companies", N_("companies"), N_("Companies, and where somebody is missing."), show=True),
        _key("o", "order", N_("order"), N_("Choose by what the list is sorted.")),
    ]

    people = getters.query_one(PeopleTable)
    heading = getters.query_one(PeopleHeading)
    bar = getters.query_one(FilterBar)
    card = getters.query_one(ContactCard)

    def __init__(
        self,
        shortlists: Shortlists,
        *,
        ways: WaysIn | None = None,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__(shortlists, ways=ways, signs=signs)
        self._sort = "score"
        self._home = ""  # whom to return to when the filter goes

    def compose_body(self) -> ComposeResult:
        """Filter line, headings, list, card; where nobody is, what to do about it."""
        yield FilterBar(_("name, company:… band:A,B stage:lead -not"), suggest=_suggestions)
        with Container(id="people"):
            with Vertical(id="list"):
                yield PeopleHeading(signs=self.signs)
                yield PeopleTable(self.shortlists.rows("", self._sort), signs=self.signs)
            # The rule stands in a widget of its own: a line of the card is repainted without it.
            with Container(id="side"):
                yield ContactCard(signs=self.signs)
        yield EmptyState(
            _("Nobody is here yet. Bring in the people you know, and netx says whom to talk to first."),
            [
                (self.key_of("people.import", "i"), _("import from LinkedIn or a CSV file")),
                (self.key_of("people.new", "n"), _("add the first person")),
                (self.key_of("people.profile", "p"), _("say what you look for")),
            ],
            more=linkedin_steps(self.key_of("people.import", "i")),
        )

    def on_mount(self) -> None:
        """Say how many there are; where nobody is, ask what the user is looking for."""
        self._tell_count()
        self._tell_marked()
        if not self.people.rows:
            self.welcome()
        if not self.shortlists.loaded:
            self.call_after_refresh(self._load_everybody)

    @work(thread=True)
    def _load_everybody(self) -> None:
        """Read the store behind the first page, which is on the screen already."""
        self.shortlists.load()
        self.app.call_from_thread(self._loaded)

    def _loaded(self) -> None:
        """Go on with the whole list where the first page stood; show the card."""
        self.show_change()
        self._show_card(self.people.current)

    # What is shown

    def changed(self) -> None:
        """Read the rows again; the cursor stays on its person, the marks on theirs."""
        row = self.people.current
        self._load(row.id if row else "")

    def _load(self, keep: str) -> None:
        """Show the rows of the filter; while its words make no sense, the rows before stay."""
        try:
            rows = self.shortlists.rows(self.bar.query_text, self._sort)
        except FieldError as error:
            self.bar.tell("", trouble=error.message)
            return
        self.people.show_people(rows, keep)
        self.heading.sort = self._sort
        self._tell_count()
        self._keep_marks()

    def _tell_count(self) -> None:
        total = self.shortlists.total()
        if self.has_class("-empty") == bool(total):
            self.set_class(not total, "-empty")
            self.refresh_bindings()
        count = _count(len(self.people.rows), total)
        count = with_way_back(self, count, fitting=len(self.people.rows), query=self.bar.query_text)
        self.bar.tell(count if self._sort in _HEADED else f"{self._order_label()}  {count}")

    def _order_label(self) -> str:
        label = dict(self.shortlists.sorts()).get(self._sort, self._sort)
        return _("by {order}").format(order=label)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Show the card of the person under the cursor."""
        event.stop()
        self._show_card(self.people.current)

    def _show_card(self, row: PersonRow | None) -> None:
        if not self.query_one("#side").display or not self.shortlists.loaded:
            return
        try:
            self.card.show(self.shortlists.card(row.id) if row else None)
        except NotFound:
            self.card.show(None)

    def on_resize(self) -> None:
        """A larger window may have room for the card again."""
        self.call_after_refresh(lambda: self._show_card(self.people.current))

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        """Open the person on the whole screen."""
        event.stop()
        from netx_tui.screens.person import PersonScreen

        row = self.people.current
        if row is not None:
            screen = PersonScreen(
                self.shortlists,
                row.id,
                talks=self.talk_services,
                letters=self.letter_services,
                timeline=self._ways.timeline() if self._ways.timeline else None,
                signs=self.signs,
            )
            self.app.push_screen(screen, self._card_closed)

    def _card_closed(self, _result: None) -> None:
        self.changed()

    def go_top(self) -> None:
        """``g g`` goes to the best person."""
        self.people.action_top()

    # Marks

    def targets(self) -> Sequence[str]:
        """The marked people, or else the one under the cursor."""
        if self.people.marked:
            return sorted(self.people.marked)
        row = self.people.current
        return (row.id,) if row else ()

    def to_export(self) -> Sequence[str]:
        """The marked people, or else all that are shown."""
        return sorted(self.people.marked) or ids_of(self.people.rows)

    def action_mark(self) -> None:
        """Mark the person, or take the mark away, and go down."""
        row = self.people.current
        if row is not None:
            self.people.mark(self.people.marked ^ {row.id})
            self.people.action_move(1)
            self._tell_marked()

    def action_mark_all(self) -> None:
        """Mark everybody shown; if they all are, nobody."""
        shown = frozenset(ids_of(self.people.rows))
        marked = self.people.marked
        self.people.mark(marked - shown if shown <= marked else marked | shown)
        self._tell_marked()

    def veil(self) -> None:
        """Say what may be said while others look, or all of it again."""
        self._tell_marked()

    def _tell_marked(self) -> None:
        count = len(self.people.marked)
        sentence = ngettext(
            "{count} person is marked for the next verb; {key} lets go.",
            "{count} people are marked for the next verb; {key} lets go.",
            count,
        )
        sentence = sentence.format(count=count, key=self.key_of("back", "escape"))
        self.say(sentence if count else self.encouragement())

    def _keep_marks(self) -> None:
        """Who is gone is not marked any more."""
        gone = frozenset(id for id in self.people.marked if not self._exists(id))
        if gone:
            self.people.mark(self.people.marked - gone)
        self._tell_marked()

    def _exists(self, contact_id: str) -> bool:
        try:
            self.shortlists.contact(contact_id)
        except NotFound:
            return False
        return True

    # Filter and order

    def action_filter(self) -> None:
        """Begin to type a filter."""
        row = self.people.current
        if row and not self.bar.query_text:
            self._home = row.id
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        """Show what fits, from the best on; without a filter, the person one came from."""
        event.stop()
        self._load("" if event.query else self._home)

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.people.focus()

    def show_company(self, name: str) -> None:
        """Show only the people of this company."""
        words = name.replace('"', " ")
        self.bar.set_query(f'company:"{words}"')

    def show_person(self, contact_id: str) -> None:
        """Put the cursor on this person; a filter that hides them goes."""
        self._load(contact_id)
        row = self.people.current
        if self.bar.query_text and (row is None or row.id != contact_id):
            self._home = contact_id
            self.bar.clear()

    def shown_company(self) -> str:
        """The company the list is filtered by, if it is."""
        row = self.people.current
        return row.company if row and self.bar.query_text.startswith("company:") else ""

    def leave(self) -> bool:
        """Esc drops the filter first, then the marks."""
        if self.bar.query_text:
            self.bar.clear()
        elif self.people.marked:
            self.people.mark(frozenset())
            self._tell_marked()
        else:
            return False
        return True

    @work
    async def action_order(self) -> None:
        """Ask by what to sort."""
        sort = await self.choose(_("Order"), _("Sort the list by"), self.shortlists.sorts(), self._sort)
        if sort:
            self._sort = sort
            self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nobody is, no verb has anybody to work on."""
        if action == "filter" and self.is_mounted and self.bar.typing:
            return False
        if action in _NEEDS_SOMEBODY and self.has_class("-empty"):
            return False
        return super().check_action(action, parameters)

    def commands(self) -> Iterable[Command]:
        """What others know, and every order, for the palette."""
        yield from super().commands()
        for sort, label in self.shortlists.sorts():
            title = _("Sort by {order}").format(order=label)
            yield Command(title, "", lambda sort=sort: self._order_by(sort))  # type: ignore[misc]

    # Drafts

    def takes_up(self, key: str) -> bool:
        """All forms of people, companies and the profile open from here, and letters."""
        from netx_tui.screens.papers import KINDS

        return key == WELCOME or key.partition(":")[0] in KINDS or super().takes_up(key)

    async def take_up(self, draft: Draft) -> None:
        """Open the form with what was typed in it."""
        from netx_tui.screens.papers import paper_of

        if draft.key == WELCOME:
            self.go_on_answering(draft)
        if super().takes_up(draft.key):
            await super().take_up(draft)
            return
        paper = paper_of(draft.key, self.shortlists, self._ways.save_profile)
        if paper is not None:
            await self.fill_in(paper, draft)

    def _order_by(self, sort: str) -> None:
        self._sort = sort
        self.changed()


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.filters import suggestions

    return suggestions(text)


def _count(shown: int, total: int) -> str:
    """``7 of 1,204``, or only the total where nothing is filtered."""
    if shown == total:
        return ngettext("{total} person", "{total} people", total).format(total=figure(f"{total:,}"))
    return _("{shown} of {total}").format(shown=figure(f"{shown:,}"), total=figure(f"{total:,}"))
