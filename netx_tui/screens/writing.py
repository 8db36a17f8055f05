"""A letter to somebody: from their card or from the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.path_verbs import PathVerbs, person_key

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.handover import Handover
    from netx_tui.services.letters import Letters, Wanted

Result = TypeVar("Result")

DRAFT = "mail"
"""Begins the key of a half-written letter: ``mail:<kind>:<contact>:<meeting>``."""


class LetterServices(Protocol):
    """Letters, and how they leave netx; each may be made when it is first asked for."""

    @property
    def letters(self) -> Letters:
        """The verbs around letters."""

    @property
    def handover(self) -> Handover:
        """The ways out."""


def write_key(*, show: bool = False) -> Binding:
    """The key that opens a letter to the person."""
    tooltip = N_("Write a letter: netx drafts it, you send it.")
    return person_key("w", "write", N_("write"), tooltip, show=show)


class Writing(PathVerbs[Result]):
    """A screen on which a person can be written to; without ``letter_services`` there is no key."""

    BINDINGS: ClassVar[list[BindingType]] = [write_key()]

    letter_services: LetterServices | None = None

    @work
    async def action_write(self) -> None:
        """Ask for the kind of letter, the likely ones first, and open it."""
        services, ids = self.letter_services, self.targets()
        if services is None or not ids:
            return
        if len(ids) > 1:
            self.notify(_("A letter goes to one person at a time."))
            return
        from netx_tui.domain.mails.kinds import kind_label

        kinds = self.asked(lambda: services.letters.kinds(ids[0]))
        if kinds is None:
            return
        title = _("Write to {whom}").format(whom=self.whom(ids))
        kind = await self.choose(title, "", [(kind, kind_label(kind)) for kind in kinds])
        if kind:
            from netx_tui.services.letters import Wanted

            meeting = services.letters.talk_for(kind, ids[0])
            await self.write(Wanted(kind, ids[0], meeting=meeting))

    async def write(self, wanted: Wanted, draft: Draft | None = None) -> None:
        """Open a letter; the sentence about a sent one is told."""
        services = self.letter_services
        if services is None:
            return
        from netx_tui.screens.letter import LetterScreen

        screen = LetterScreen(
            services.letters, wanted, handover=services.handover, draft=draft, signs=self.signs
        )
        sentence = await self.app.push_screen_wait(screen)
        if sentence:
            self.done(sentence)
        else:
            self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key where there are no letters."""
        if action == "write" and self.letter_services is None:
            return False
        return super().check_action(action, parameters)

    # Drafts

    def takes_up(self, key: str) -> bool:
        """Letters open from here."""
        return self.letter_services is not None and key.startswith(f"{DRAFT}:")

    async def take_up(self, draft: Draft) -> None:
        """Open the letter as it was half-written."""
        from netx_tui.services.letters import Wanted

        _draft, kind, contact, meeting = (*draft.key.split(":"), "", "", "")[:4]
        await self.write(Wanted(kind, contact, meeting=meeting), draft)
