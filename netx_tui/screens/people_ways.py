"""How people and wishes come in: the first start, import, a new person, the profile, the companies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.person_verbs import PersonVerbs
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.veil import presents

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.screens.export_dialog import Export
    from netx_tui.screens.import_dialog import Importer
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.screens.writing import LetterServices
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.timeline import Timeline

Result = TypeVar("Result")

PRACTISE = "practise"


@dataclass(frozen=True)
class WaysIn:
    """How people and wishes come in; what is ``None`` is not offered."""

    importer: Importer | None = None
    """Reads files; ``services.intake.Intake``."""
    save_profile: Callable[[Mapping[str, str]], None] | None = None
    """Takes typed values of the profile by field name; raises ``NetxError`` for one that does not fit."""
    open_demo: Callable[[], None] | None = None
    """Shows invented people instead."""
    export: Export | None = None
    """Writes people to a file; ``services.exchange.export_to``."""
    talks: TalkServices | None = None
    """Meetings with these people."""
    letters: LetterServices | None = None
    """Letters to them."""
    timeline: Callable[[], Timeline] | None = None
    """What happened with them."""
    is_first_time: Callable[[str], bool] | None = None
    """Whether the hint of that name was never told before; ``config.hints``."""


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"people.{action}", show=show)


class PeopleWays(PersonVerbs[Result]):
    """A list of people that can grow; a subclass shows it, and the people of one company."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "new", N_("new"), N_("Add a person.")),
        _key("p", "profile", N_("what I look for"), N_("Departments, purpose, and who you are.")),
        _key("i", "import", N_("import"), N_("Bring people in from LinkedIn or a CSV file.")),
        _key(
            "x", "export", N_("export"), N_("Write those who are marked, or all that are shown, to a file.")
        ),
    ]

    def __init__(self, shortlists: Shortlists, *, ways: WaysIn | None = None, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, signs=signs)
        self._ways = ways or WaysIn()
        self.talk_services = self._ways.talks
        self.letter_services = self._ways.letters
        self._encouragement: str | None = None  # not known until there is somebody to practise with

    def show_company(self, name: str) -> None:
        """Show only the people of this company."""
        raise NotImplementedError

    def show_person(self, contact_id: str) -> None:
        """Put the cursor on this person."""
        raise NotImplementedError

    def shown_company(self) -> str:
        """The company whose people are shown, if it is only one."""
        raise NotImplementedError

    def to_export(self) -> Sequence[str]:
        """The ids of the people that an export writes."""
        raise NotImplementedError

    # The first start

    def welcome(self) -> None:
        """Where the user never said what they are looking for, ask."""
        if self._ways.save_profile is not None and not self._is_told():
            self._welcome(self._ways.save_profile)

    def go_on_answering(self, draft: Draft) -> None:
        """Ask again what was being answered."""
        if self._ways.save_profile is not None:
            self._welcome(self._ways.save_profile, draft)

    def encouragement(self) -> str:
        """With whom to practise (R03); empty for who does not, once it was told, and once it was put away."""
        if presents(self):
            return ""
        if self._encouragement is None:
            partner = self.shortlists.partner_to_practise()
            if not partner:
                return ""
            is_first = self._ways.is_first_time is None or self._ways.is_first_time(PRACTISE)
            sentence = _("Practise with {name} first; your dream contact can wait. {key} hides this.")
            self._encouragement = (
                sentence.format(name=partner, key=self.key_of("back", "escape")) if is_first else ""
            )
        return self._encouragement

    def action_back(self) -> None:
        """Go back one step; where there is none, put the encouragement away."""
        if not self._encouragement:
            super().action_back()
        elif not self.leave():
            self._encouragement = ""
            self.say("")

    def _is_told(self) -> bool:
        """Whether the user has said already what they are looking for."""
        profile = self.shortlists.profile
        return bool(profile.target_departments or profile.sender_line)

    @work
    async def _welcome(
        self, save_profile: Callable[[Mapping[str, str]], None], draft: Draft | None = None
    ) -> None:
        from netx_tui.screens.welcome import WelcomeScreen

        has_demo = self._ways.open_demo is not None
        screen = WelcomeScreen(self.shortlists, save_profile, has_demo=has_demo, draft=draft)
        way = await self.app.push_screen_wait(screen)
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
        from netx_tui.screens.papers import NewPersonPaper

        paper = NewPersonPaper(self.shortlists, self.shown_company())
        is_first = self._nobody()
        if await self.fill_in(paper):
            self.show_person(paper.new_id)
            if is_first:
                self._tell_next()

    @work
    async def action_import(self) -> None:
        """Open the import, and tell what came of it."""
        if self._ways.importer is None:
            return
        from netx_tui.screens.import_dialog import ImportDialog, report_sentence

        is_first = self._nobody()
        dialog = ImportDialog(self._ways.importer, signs=self.signs)
        report = await self.app.push_screen_wait(dialog)
        if report is not None:
            self.done(report_sentence(report))
            if is_first and report.created:
                self._tell_next()

    def _nobody(self) -> bool:
        """Whether nobody is here yet."""
        return not self.shortlists.total()

    def _tell_next(self) -> None:
        """Say to whom the first people just came what comes next."""
        if self._ways.save_profile is not None and not self._is_told():
            key = self.key_of("people.profile", "p")
            sentence = _("Next, {key}: say what you look for, and whom to ask first stands at the top.")
        else:
            key = self.key_of("person.arrange", "a")
            sentence = _("Whom to ask first stands at the top. Next, {key}: plan a talk with them.")
        self.notify(sentence.format(key=key), timeout=10, markup=False)

    @work
    async def action_export(self) -> None:
        """Ask for format and file, and tell what is where."""
        ids = self.to_export()
        if self._ways.export is None or not ids:
            return
        from netx_tui.screens.export_dialog import ExportDialog, exported_sentence

        exported = await self.app.push_screen_wait(ExportDialog(self._ways.export, ids))
        if exported is not None:
            self.notify(exported_sentence(exported), timeout=10, markup=False)

    @work
    async def action_profile(self) -> None:
        """Ask what the user is looking for; scores follow at once."""
        save = self._ways.save_profile
        if save is None:
            return
        from netx_tui.screens.papers import ProfilePaper

        await self.fill_in(ProfilePaper(self.shortlists, save))

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
        if action == "export":
            return self._ways.export is not None
        if action == "profile":
            return self._ways.save_profile is not None
        return super().check_action(action, parameters)
