"""A talk agreed with somebody: from their card or from the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.binding import BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.path_verbs import PathVerbs, person_key

if TYPE_CHECKING:
    from netx_tui.screens.acting import ActingScreen
    from netx_tui.screens.talk_verbs import TalkServices

Result = TypeVar("Result")


async def new_talk(screen: ActingScreen[Any], services: TalkServices, contact: str) -> str:
    """Ask when a talk with ``contact`` is; returns the id of the meeting, empty if none was planned."""
    from netx_tui.screens.talk_papers import NewTalkPaper

    name = screen.asked(lambda: services.talks.name_of(contact))
    if name is None:
        return ""
    paper = NewTalkPaper(services.talks, contact, name, services.clock)
    await screen.fill_in(paper)
    return paper.new_id


class Arranging(PathVerbs[Result]):
    """A screen on which a talk can be agreed with a person; without ``talk_services`` there is no key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        person_key("a", "arrange", N_("talk"), N_("Plan a talk, then its agenda."), show=True),
    ]

    talk_services: TalkServices | None = None

    @work
    async def action_arrange(self) -> None:
        """Ask when, then open the agenda."""
        services, ids = self.talk_services, self.targets()
        if services is None or not ids:
            return
        if len(ids) > 1:
            self.notify(_("A talk is planned with one person at a time."))
            return
        meeting = await new_talk(self, services, ids[0])
        if meeting:
            from netx_tui.screens.agenda import AgendaScreen

            await self.app.push_screen_wait(
                AgendaScreen(self.shortlists, services, meeting, signs=self.signs)
            )
            self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key where there are no talks."""
        if action == "arrange" and self.talk_services is None:
            return False
        return super().check_action(action, parameters)
