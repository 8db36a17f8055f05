"""The timeline of a person: their past read from all tables, and filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from netx_tui.domain.path import concerns
from netx_tui.domain.text import same_name
from netx_tui.domain.timeline import timeline
from netx_tui.domain.timeline_filter import matching
from netx_tui.domain.timeline_rows import Past, TimelineRow
from netx_tui.services.finding import contact_of

if TYPE_CHECKING:
    from netx_tui.domain.contacts import Contact
    from netx_tui.store.workspace import Workspace

Record = TypeVar("Record")


class Timeline:
    """What happened with people of ``workspace``; ``clock`` gives the time in the user's zone."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock
        self._made: tuple[tuple[object, ...], tuple[TimelineRow, ...]] = ((), ())

    def of(self, contact_id: str, query: str = "") -> tuple[TimelineRow, ...]:
        """The events of one person that fit ``query``, newest first.

        Raises ``NotFound`` when the person is gone, ``FieldError`` for a query that makes no sense.
        """
        now = self._clock()
        state = (contact_id, self._workspace.version, now.date())
        if self._made[0] != state:
            self._made = (state, timeline(past_of(self._workspace, contact_id), now))
        return matching(self._made[1], query, now)


def past_of(workspace: Workspace, contact_id: str) -> Past:
    """The documents that have to do with one person; raises ``NotFound``."""
    contact = contact_of(workspace, contact_id)
    touches = workspace.documents("touches")
    insights = _theirs(workspace, "insights", workspace.insights, contact_id)
    learned = [insight.id for insight in insights]
    return Past(
        contact,
        mails=_theirs(workspace, "mails", workspace.mails, contact_id),
        meetings=_theirs(workspace, "meetings", workspace.meetings, contact_id),
        insights=insights,
        touches=_theirs(workspace, "touches", workspace.touches, contact_id),
        filed={name: str(touches[name].get("meeting", "")) for name in _ids(touches, contact_id)},
        actions=[
            {**action, "id": name}
            for name, action in workspace.documents("actions").items()
            if concerns(action, contact_id, learned)
        ],
        recommended=_recommended(workspace.contacts.values(), contact),
        referrer=_referrer(workspace, contact),
    )


def _ids(documents: Mapping[str, Mapping[str, Any]], contact_id: str) -> list[str]:
    return [name for name, document in documents.items() if document.get("contact") == contact_id]


def _theirs(workspace: Workspace, table: str, records: Mapping[str, Record], contact_id: str) -> list[Record]:
    return [records[name] for name in _ids(workspace.documents(table), contact_id)]


def _recommended(people: Iterable[Contact], contact: Contact) -> list[Contact]:
    """Whom the person recommended; a referrer may be noted by id or by name."""
    name = same_name(contact.name)
    return [
        other
        for other in people
        if other.referral_by
        and other.id != contact.id
        and (other.referral_by == contact.id or same_name(other.referral_by) == name)
    ]


def _referrer(workspace: Workspace, contact: Contact) -> str:
    known = workspace.contacts.get(contact.referral_by)
    return known.name if known else contact.referral_by
