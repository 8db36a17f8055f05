"""A letter to somebody: from their card or from the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.acting import ActingScreen
from netx_tui.screens.path_verbs import PathVerbs, person_key

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.handover import Handover
    from netx_tui.services.letters import Letters, Wanted

Result = TypeVar("Result")

_DRAFT = "mail"


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
        if self.letter_services is not None:
            await write_letter(self, self.letter_services, wanted, draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key where there are no letters."""
        if action == "write" and self.letter_services is None:
            return False
        return super().check_action(action, parameters)

    # Drafts

    def takes_up(self, key: str) -> bool:
        """Letters open from here."""
        return self.letter_services is not None and is_letter(key)

    async def take_up(self, draft: Draft) -> None:
        """Open the letter as it was half-written."""
        await self.write(wanted_of(draft.key), draft)


async def write_letter(
    screen: ActingScreen[Any], services: LetterServices, wanted: Wanted, draft: Draft | None = None
) -> None:
    """Open a letter over ``screen``, where the sentence about a sent one is told.

    ``draft`` is a half-written one that the user wants to go on with.
    """
    from netx_tui.screens.letter import LetterScreen

    letter = LetterScreen(
        services.letters, wanted, handover=services.handover, draft=draft, signs=screen.signs
    )
    sentence = await screen.app.push_screen_wait(letter)
    if sentence:
        screen.done(sentence)
    else:
        screen.changed()


def draft_key(wanted: Wanted, number: int = 1) -> str:
    """The key of the draft of a letter: ``mail:<kind>:<contact>:<meeting>``.

    A second draft of the same letter has its ``number`` behind that.
    """
    parts = (_DRAFT, wanted.kind, wanted.contact, wanted.meeting, *([str(number)] if number > 1 else []))
    return ":".join(parts)


def is_letter(key: str) -> bool:
    """Whether this is the key of the draft of a letter."""
    return key.startswith(f"{_DRAFT}:")


def wanted_of(key: str) -> Wanted:
    """The letter that the ``key`` of a draft names."""
    from netx_tui.services.letters import Wanted

    kind, contact, meeting = (*key.split(":")[1:], "", "", "")[:3]
    return Wanted(kind, contact, meeting=meeting)
