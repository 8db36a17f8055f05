"""The company view: which departments of which companies one knows somebody in, and where to search."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from netx_tui.domain.figures import figure
from netx_tui.domain.rows import CompanyRow, CoverageCell
from netx_tui.domain.text import same_name, search_key, visible
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.acting import ActingScreen
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.screens.person_verbs import wish_question, wishes
from netx_tui.widgets.coverage_table import CoverageHeading, CoverageTable
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.line_list import LineList


def _key(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"companies.{id}", show=show)


class CompaniesScreen(ActingScreen[str | None]):
    """Companies by departments; returns the name of the company whose people shall be shown."""

    HEADING = N_("Companies")
    AUTO_FOCUS = "CoverageTable"
    HELP = N_(
        "The companies you want, most wanted first, and the best person you know in each department. "
        "Where it says search, {companies.copy=y} copies the words to search with."
    )
    CSS = """
    CompaniesScreen {
        FilterBar { padding: 0 1; }
        #cell { height: 4; padding: 0 1; border-top: solid $rule; }
        EmptyState { display: none; }
        &.-empty { CoverageHeading, CoverageTable, #cell { display: none; } EmptyState { display: block; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit),
                f"want({digit})",
                N_("to 5 want"),
                tooltip=N_("How much you want to work in this company."),
                id=f"companies.want_{digit}",
                show=digit == 0,
            )
            for digit in range(6)
        ),
        _key("minus", "want(-1)", N_("not rated"), N_("Take the rating away."), "unrate", show=False),
        _key("e", "edit", N_("edit"), N_("Edit every field of the company."), "edit"),
        _key("y", "copy", N_("copy words"), N_("Copy the search words of this cell."), "copy"),
        _key("n", "new", N_("new"), N_("Add a company you would like to work for."), "new"),
        _key("slash", "filter", N_("find"), N_("Show companies whose name has these words."), "filter"),
    ]

    table = getters.query_one(CoverageTable)
    heading = getters.query_one(CoverageHeading)
    bar = getters.query_one(FilterBar)

    def compose_body(self) -> ComposeResult:
        """Filter line, headings, table, and the cell under the cursor in full."""
        departments = self.shortlists.departments()
        yield FilterBar(_("part of a name"))
        yield CoverageHeading(departments, signs=self.signs)
        yield CoverageTable(departments, signs=self.signs)
        yield Static(id="cell", markup=False)
        yield EmptyState(
            _("The companies of the people you know, and those you would love to work for, stand here."),
            [(self.key_of("companies.new", "n"), _("add a company"))],
        )

    def on_mount(self) -> None:
        """Show the companies."""
        self._load()

    def _load(self, keep: str = "") -> None:
        """Show the companies that fit the filter, the cursor on the one called ``keep``."""
        everybody = self.shortlists.companies()
        words = search_key(self.bar.query_text).split()
        rows = [row for row in everybody if all(word in search_key(row.name) for word in words)]
        known = [same_name(row.name) for row in rows]
        at = known.index(same_name(keep)) if same_name(keep) in known else self.table.cursor
        self.table.show(rows, at if keep or not words else 0)
        told = count_companies(len(rows), len(everybody))
        self.bar.tell(with_way_back(self, told, fitting=len(rows), query=self.bar.query_text))
        self.set_class(not everybody, "-empty")
        self.refresh_bindings()

    def changed(self) -> None:
        """Show what is true now; the cursor stays on its company."""
        row = self.table.current
        self._load(row.name if row else "")

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Tell all about the cell under the cursor."""
        event.stop()
        self.heading.column = self.table.column
        row = self.table.current
        self.query_one("#cell", Static).update(self._cell_text(row, self.table.cell) if row else "")

    def _cell_text(self, row: CompanyRow, cell: CoverageCell | None) -> Content:
        if cell is None:
            best = (
                _("Best person: {name}").format(name=row.best)
                if row.best
                else _("You know nobody there yet.")
            )
            hint = "" if self.table.departments else self._no_departments()
            return Content(f"{row.name}\n{best}{hint}")
        labels = dict(self.table.departments)
        place = f"{row.name}, {labels.get(cell.department, cell.department)}"
        if cell.contact:
            people = ngettext("{count} person", "{count} people", cell.known).format(count=cell.known)
            return Content(f"{place}: {people}\n{cell.band} {cell.fit}  {cell.name}")
        if not cell.search_words:
            return Content(f"{place}\n" + _("You know nobody there yet."))
        return Content(
            f"{place}: "
            + _("keep searching, {key} copies the words").format(key=self.key_of("companies.copy", "y"))
            + f"\n{' OR '.join(cell.search_words)}"
        )

    def _no_departments(self) -> str:
        sentence = _("Say on the list with {key} which departments you want, and see here who is in them.")
        return "\n" + sentence.format(key=self.key_of("people.profile", "p"))

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        """Show the people of the company."""
        event.stop()
        row = self.table.current
        if row is not None:
            self.dismiss(row.name)

    # Verbs

    def action_want(self, motivation: int) -> None:
        """Set how much one wants to work there; -1 takes the rating away."""
        if self.keeps_private():
            return
        row = self.table.current
        if row is not None:
            text = "" if motivation < 0 else str(motivation)
            self.told(lambda: self.shortlists.set_company(row.name, {"motivation": text}))

    @work
    async def action_edit(self) -> None:
        """Open the form of the company."""
        if self.keeps_private():
            return
        row = self.table.current
        if row is not None:
            from netx_tui.screens.papers import CompanyPaper

            await self.fill_in(CompanyPaper(self.shortlists, row.name))

    @work
    async def action_new(self) -> None:
        """Ask for the name of a company, and how much one wants to work there."""
        from netx_tui.widgets.dialogs import TextDialog

        name = await self.app.push_screen_wait(TextDialog(_("A new company"), _("What is it called?")))
        wish = await self.choose(name, wish_question(), wishes()) if name else None
        if name and wish is not None:
            text = wish if wish.isdigit() else ""
            if self.told(lambda: self.shortlists.set_company(name, {"motivation": text})):
                self._load(name)

    def action_copy(self) -> None:
        """Copy the search words of the cell, or the person's name."""
        row, cell = self.table.current, self.table.cell
        if row is None:
            return
        text = visible((" OR ".join(cell.search_words) or cell.name) if cell else row.name)
        self.app.copy_to_clipboard(text)
        self.notify(_("Copied: {text}").format(text=text), markup=False)

    def action_filter(self) -> None:
        """Begin to type part of a name."""
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._load()

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.table.focus()

    # The house

    def go_top(self) -> None:
        """``g g`` goes to the first company."""
        self.table.action_top()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no company, no verb has one to work on."""
        if action in ("want", "edit", "copy", "filter") and self.has_class("-empty"):
            return False
        return super().check_action(action, parameters)

    def leave(self) -> bool:
        """Esc drops the filter first."""
        if not self.bar.query_text:
            return False
        self.bar.clear()
        return True


def count_companies(shown: int, total: int) -> str:
    """``3 of 41 companies``, or only the total where nothing is filtered."""
    if shown == total:
        return ngettext("{total} company", "{total} companies", total).format(total=figure(f"{total:,}"))
    return _("{shown} of {total} companies").format(shown=figure(f"{shown:,}"), total=figure(f"{total:,}"))
