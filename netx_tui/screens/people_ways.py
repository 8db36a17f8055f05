"""How people and wishes come in: the first start, import, a new person, the profile, the companies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.person_verbs import PersonVerbs
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.screens.import_dialog import Importer
    from netx_tui.services.shortlists import Shortlists

Result = TypeVar("Result")


@dataclass(frozen=True)
class WaysIn:
    """How people and wishes come in; what is ``None`` is not offered."""

    importer: Importer | None = None
    """Reads files; ``services.intake.Intake``."""
    save_profile: Callable[[Mapping[str, str]], None] | None = None
    """Takes typed values of the profile by field name; raises ``NetxError`` for one that does not fit."""
    open_demo: Callable[[], None] | None = None
    """Shows invented people instead."""


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"people.{action}", show=show)


class PeopleWays(PersonVerbs[Result]):
    """A list of people that can grow; a subclass shows it, and the people of one company."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "new", N_("new"), N_("Add a person.")),
        _key("p", "profile", N_("what I look for"), N_("Departments, purpose, and who you are.")),
        _key("i", "import", N_("import"), N_("Bring people in from LinkedIn or a CSV file.")),
    ]

    def __init__(self, shortlists: Shortlists, *, ways: WaysIn | None = None, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, signs=signs)
        self._ways = ways or WaysIn()

    def show_company(self, name: str) -> None:
        """Show only the people of this company."""
        raise NotImplementedError

    def show_person(self, contact_id: str) -> None:
        """Put the cursor on this person."""
        raise NotImplementedError

    def shown_company(self) -> str:
        """The company whose people are shown, if it is only one."""
        raise NotImplementedError

    # The first start

    def welcome(self) -> None:
        """Where the user never said what they are looking for, ask."""
        if self._ways.save_profile is not None and not self._is_told():
            self._welcome(self._ways.save_profile)

    def _is_told(self) -> bool:
        """Whether the user has said already what they are looking for."""
        profile = self.shortlists.profile
        return bool(profile.target_departments or profile.sender_line)

    @work
    async def _welcome(self, save_profile: Callable[[Mapping[str, str]], None]) -> None:
        from netx_tui.screens.welcome import WelcomeScreen

        has_demo = self._ways.open_demo is not None
        way = await self.app.push_screen_wait(WelcomeScreen(self.shortlists, save_profile, has_demo=has_demo))
        self.changed()
        if way == "import":
            self.action_import()
        elif way == "new":
            self.action_new()
        elif way == "demo" and self._ways.open_demo is not None:
            self._ways.open_demo()

    # New people

    @work
    async def action_new(self) -> None:
        """Ask for a new person; the cursor goes there."""
        from netx_tui.screens.contact_form import contact_form

        company = self.shown_company()
        values = await self.app.push_screen_wait(contact_form(company=company))
        if not values:
            return
        values.setdefault("company", company)
        new_id = self.asked(lambda: self.shortlists.add(values))
        if new_id is not None:
            self.done(_("{name} is added.").format(name=values.get("name", "")))
            self.show_person(new_id)

    @work
    async def action_import(self) -> None:
        """Open the import, and tell what came of it."""
        if self._ways.importer is None:
            return
        from netx_tui.screens.import_dialog import ImportDialog, report_sentence

        dialog = ImportDialog(self._ways.importer, signs=self.signs)
        report = await self.app.push_screen_wait(dialog)
        if report is not None:
            self.done(report_sentence(report))

    @work
    async def action_profile(self) -> None:
        """Ask what the user is looking for; scores follow at once."""
        save = self._ways.save_profile
        if save is None:
            return
        from netx_tui.screens.profile_form import profile_form

        values = await self.app.push_screen_wait(profile_form(self.shortlists.profile))
        if values and self.asked(lambda: save(values) or "") is not None:
            self.notify(_("Saved: the scores follow what you are looking for."), markup=False)
            self.changed()

    def action_companies(self) -> None:
        """Open the company view; a company chosen there filters the list."""
        from netx_tui.screens.companies import CompaniesScreen

        self.app.push_screen(CompaniesScreen(self.shortlists, signs=self.signs), self._from_companies)

    def _from_companies(self, name: str | None) -> None:
        self.changed()
        if name:
            self.show_company(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A way that is closed has no key."""
        if action == "import":
            return self._ways.importer is not None
        if action == "profile":
            return self._ways.save_profile is not None
        return super().check_action(action, parameters)
