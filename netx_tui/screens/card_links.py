"""Where a card leads: the person, the talk, the insight, another card, one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.screens.card_moves import CardMoves


async def open_link(screen: CardMoves[Any], link: str) -> None:
    """Open what ``link`` (``kind:id``) names, over ``screen``, until it is left."""
    kind, _colon, name = link.partition(":")
    try:
        if kind == "contact":
            await _person(screen, name)
        elif kind == "meeting":
            await _talk(screen, name)
        elif kind in ("insight", "action"):
            from netx_tui.screens.card import CardScreen

            screen.services.board.row(name)
            await screen.app.push_screen_wait(
                CardScreen(screen.shortlists, screen.services, name, signs=screen.signs)
            )
        elif kind == "question":
            from netx_tui.screens.reading import ReadDialog

            title, text = screen.services.board.question(name)
            await screen.app.push_screen_wait(ReadDialog(title or _("Question"), text))
    except NetxError as error:
        screen.refuse(error)


async def _person(screen: CardMoves[Any], contact_id: str) -> None:
    from netx_tui.screens.person import PersonScreen

    screen.shortlists.contact(contact_id)
    talks = screen.services.talks
    await screen.app.push_screen_wait(
        PersonScreen(
            screen.shortlists,
            contact_id,
            talks=talks,
            letters=talks,
            timeline=screen.services.timeline(),
            signs=screen.signs,
        )
    )


async def _talk(screen: CardMoves[Any], meeting_id: str) -> None:
    from netx_tui.screens.agenda import AgendaScreen

    talks = screen.services.talks
    talks.talks.meeting(meeting_id)
    await screen.app.push_screen_wait(AgendaScreen(screen.shortlists, talks, meeting_id, signs=screen.signs))
