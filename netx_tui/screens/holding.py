"""A talk held and written down, from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netx_tui.domain.errors import RuleRefused
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.screens.acting import ActingScreen
    from netx_tui.screens.talk_verbs import TalkServices


async def hold_talk(screen: ActingScreen[Any], services: TalkServices, meeting_id: str) -> None:
    """Open the talk over ``screen``; what came out of it is asked when it has ended."""
    meeting = screen.asked(lambda: services.talks.meeting(meeting_id))
    if meeting is None:
        return
    if meeting.status not in ("scheduled", "live"):
        from netx_tui.domain.meeting_path import status_label

        told = _("Only a talk that is scheduled can begin; this one is: {status}.")
        screen.refuse(RuleRefused(told.format(status=status_label(meeting.status)), rule="path"))
        return
    from netx_tui.screens.live import LiveScreen

    ended = await screen.app.push_screen_wait(LiveScreen(services.live, meeting.id, signs=screen.signs))
    screen.changed()
    if ended == "ended":
        await debrief_talk(screen, services, meeting.id)


async def debrief_talk(screen: ActingScreen[Any], services: TalkServices, meeting_id: str) -> None:
    """Open what comes after a talk; one that was never marked as held is asked about first."""
    meeting = screen.asked(lambda: services.talks.meeting(meeting_id))
    if meeting is None:
        return
    if meeting.status in ("scheduled", "live"):
        from netx_tui.widgets.dialogs import ConfirmDialog

        sentence = _("It is not marked as held yet. Did the talk take place?")
        if not await screen.app.push_screen_wait(ConfirmDialog(_("Debrief"), sentence)):
            return
        if screen.asked(lambda: services.talks.set_status(meeting_id, "held")) is None:
            return
    elif not meeting.held:
        screen.refuse(RuleRefused(_("The talk was not held yet."), rule="R56"))
        return
    from netx_tui.screens.debrief import DebriefScreen

    await screen.app.push_screen_wait(
        DebriefScreen(screen.shortlists, services, meeting_id, signs=screen.signs)
    )
    screen.changed()
