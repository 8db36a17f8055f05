"""Moving a meeting along its path, the person with it, as one step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.errors import NotFound
from netx_tui.domain.meeting_path import circle_after, status_label, step
from netx_tui.i18n import _
from netx_tui.services.finding import contact_of

if TYPE_CHECKING:
    from netx_tui.domain.contacts import Contact
    from netx_tui.domain.meetings import Meeting
    from netx_tui.store.workspace import Workspace

COUNTED_AS_INSIGHTS = ("insight", "quote", "book")


def begin(workspace: Workspace, meeting_id: str, now: datetime) -> None:
    """The talk begins: its clock runs from ``now``. Raises ``RuleRefused`` and ``NotFound``."""
    change_status(workspace, meeting_id, "live", now)


def finish(workspace: Workspace, meeting_id: str, now: datetime) -> None:
    """The talk is over: it was held, the person was met. Raises ``RuleRefused`` and ``NotFound``."""
    change_status(workspace, meeting_id, "held", now)


def change_status(
    workspace: Workspace, meeting_id: str, to: str, now: datetime, *, score: int | None = None
) -> str:
    """Move the meeting to the status ``to``; returns a sentence.

    ``score`` is the person's now; without it the one they were invited with counts for their circle.
    Raises ``RuleRefused`` and ``NotFound``.
    """
    meeting, contact = meeting_of(workspace, meeting_id), person_of(workspace, meeting_id)
    others = [
        other
        for other in workspace.meetings.values()
        if other.contact == contact.id and other.id != meeting_id
    ]
    if score is None:
        score = contact.score_seen.score if contact.score_seen else 0
    insights = sum(capture.kind in COUNTED_AS_INSIGHTS for capture in meeting.captures)
    changes = step(
        meeting,
        contact,
        to,
        now,
        others=others,
        circle=circle_after(score, insights),
        touch_id=workspace.new_id("touches"),
    )
    told = {"name": contact.name, "status": status_label(to)}
    workspace.apply(changes, _("talk with {name}: {status}").format(**told))
    return _("Talk with {name}: {status}.").format(**told)


def meeting_of(workspace: Workspace, meeting_id: str) -> Meeting:
    """The meeting; raises ``NotFound``."""
    meeting = workspace.meetings.get(meeting_id)
    if meeting is None:
        raise NotFound(_("That talk is no longer there; another session may have deleted it."))
    return meeting


def person_of(workspace: Workspace, meeting_id: str) -> Contact:
    """The person a meeting is with; raises ``NotFound``."""
    return contact_of(workspace, meeting_of(workspace, meeting_id).contact)
