"""One person on the whole screen: the card and what happened so far, with every verb of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.screens.path_verbs import person_key
from netx_tui.screens.person_verbs import PersonVerbs
from netx_tui.screens.writing import write_key
from netx_tui.widgets.contact_card import ContactCard
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.timeline_list import TimelineList

if TYPE_CHECKING:
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.screens.writing import LetterServices
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.timeline import Timeline


class PersonScreen(PersonVerbs[None]):
    """The card of ``contact_id`` and their timeline; it closes when the person is deleted.

    The timeline stands beside the card, or below it where there is less room; without ``timeline`` the card
    has the screen for itself.
    """

    HEADING = N_("Person")
    HELP = N_(
        "The person, and what happened between you, newest first. "
        "A filter takes words and fields: kind:mail,meeting since:2026-10 until:2026-11."
    )
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as its class declares it
    CSS = """
    PersonScreen {
        #person { layout: vertical; height: 1fr; }
        ContactCard { height: 40%; padding: 0 1; }
        #past { height: 1fr; border-top: solid $rule; }
        FilterBar { padding: 0 1; }
        EmptyState { display: none; }
        &.-wide #person { layout: horizontal; }
        &.-wide ContactCard { width: 45%; height: 1fr; }
        &.-wide #past { border-top: none; border-left: solid $rule; }
        &.-alone #past { display: none; }
        &.-alone ContactCard { width: 100%; height: 1fr; }
        &.-empty EmptyState { display: block; }
        &.-empty FilterBar, &.-empty TimelineList { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        write_key(show=True),
        person_key(
            "slash", "filter", N_("find"), N_("Filter what happened: words, kind:, since:."), show=True
        ),
    ]

    card = getters.query_one(ContactCard)
    bar = getters.query_one(FilterBar)
    past = getters.query_one(TimelineList)

    def __init__(
        self,
        shortlists: Shortlists,
        contact_id: str,
        *,
        timeline: Timeline | None = None,
        talks: TalkServices | None = None,
        letters: LetterServices | None = None,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__(shortlists, signs=signs)
        self.talk_services = talks
        self.letter_services = letters
        self._contact_id = contact_id
        self._timeline = timeline

    def compose_body(self) -> ComposeResult:
        """The card, beside or below it the filter and the events."""
        with Container(id="person"):
            yield ContactCard(signs=self.signs)
            with Vertical(id="past"):
                yield FilterBar(_("words, kind:mail,meeting since:2026-10"), suggest=_suggestions)
                yield TimelineList(signs=self.signs)
                yield EmptyState(
                    _(
                        "What happens between you two will stand here: letters and answers, talks and what "
                        "came out of them, what you noted."
                    ),
                    self._first_steps(),
                )

    def _first_steps(self) -> list[tuple[str, str]]:
        steps = [(self.key_of("person.research", "r"), _("note something you found out"))]
        if self.letter_services is not None:
            steps.append((self.key_of("person.write", "w"), _("write a letter")))
        if self.talk_services is not None:
            steps.append((self.key_of("person.arrange", "a"), _("plan a talk")))
        return steps

    def on_mount(self) -> None:
        """Show card and timeline; the keys go to the timeline, or where it is empty to the card."""
        self.changed()
        (self.card if self.has_class("-alone") or self.has_class("-empty") else self.past).focus()

    def on_screen_resume(self) -> None:
        """Close if the person was deleted while a form was open over the card."""
        self.changed()

    def targets(self) -> Sequence[str]:
        """The one person."""
        return (self._contact_id,)

    def changed(self) -> None:
        """Draw card and timeline anew; the cursor stays on its event."""
        try:
            self.card.show(self.shortlists.card(self._contact_id))
            entry = self.past.current
            self._load(entry.key if entry else "")
        except NotFound:
            if self.app.screen is self:
                self.dismiss()

    def _load(self, keep: str) -> None:
        """Show the events of the filter; while its words make no sense, those before stay."""
        timeline = self._timeline
        self.set_class(timeline is None, "-alone")
        if timeline is None:
            return
        total = len(timeline.of(self._contact_id))
        if self.has_class("-empty") == bool(total):
            self.set_class(not total, "-empty")
            self.refresh_bindings()
        try:
            rows = timeline.of(self._contact_id, self.bar.query_text)
        except FieldError as error:
            self.bar.tell("", trouble=error.message)
            return
        self.past.show_rows(rows, keep)
        told = _count(len(rows), total)
        self.bar.tell(with_way_back(self, told, fitting=len(rows), query=self.bar.query_text))

    # The timeline

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._load("")

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.past.focus()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        """Show the whole entry."""
        event.stop()
        from netx_tui.screens.timeline_entry import EntryDialog

        entry = self.past.current
        if entry is not None and not self.keeps_private():
            self.app.push_screen(EntryDialog(entry))

    def go_top(self) -> None:
        """``g g`` goes to the newest event, or to the top of the card."""
        if self.card.has_focus:
            self.card.action_top()
        else:
            self.past.action_top()

    def leave(self) -> bool:
        """Esc drops the filter first."""
        if not self.bar.query_text:
            return False
        self.bar.clear()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is filtered where nothing is, and while the filter is typed."""
        if action == "filter" and self.is_mounted:
            return not (self.bar.typing or self.has_class("-alone") or self.has_class("-empty"))
        return super().check_action(action, parameters)


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.timeline_filter import suggestions

    return suggestions(text)


def _count(shown: int, total: int) -> str:
    """``7 of 12``, or only the total where nothing is filtered."""
    if shown == total:
        return ngettext("{total} entry", "{total} entries", total).format(total=total)
    return _("{shown} of {total}").format(shown=shown, total=total)
