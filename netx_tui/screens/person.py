"""One person on the whole screen: the card, with every verb of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult

from netx_tui.domain.errors import NotFound
from netx_tui.i18n import N_
from netx_tui.screens.person_verbs import PersonVerbs
from netx_tui.widgets.contact_card import ContactCard
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.services.shortlists import Shortlists


class PersonScreen(PersonVerbs[None]):
    """The card of ``contact_id``; it closes when the person is deleted."""

    HEADING = N_("Person")
    AUTO_FOCUS = "ContactCard"
    CSS = "PersonScreen ContactCard { height: 1fr; padding: 0 1; }"

    card = getters.query_one(ContactCard)

    def __init__(
        self,
        shortlists: Shortlists,
        contact_id: str,
        *,
        talks: TalkServices | None = None,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__(shortlists, signs=signs)
        self.talk_services = talks
        self._contact_id = contact_id

    def compose_body(self) -> ComposeResult:
        """Nothing but the card."""
        yield ContactCard(signs=self.signs)

    def on_mount(self) -> None:
        """Show the card."""
        self.changed()

    def on_screen_resume(self) -> None:
        """Close if the person was deleted while a form was open over the card."""
        self.changed()

    def targets(self) -> Sequence[str]:
        """The one person."""
        return (self._contact_id,)

    def changed(self) -> None:
        """Draw the card anew."""
        try:
            self.card.show(self.shortlists.card(self._contact_id))
        except NotFound:
            if self.app.screen is self:
                self.dismiss()
