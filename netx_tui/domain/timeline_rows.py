"""The events of a person's timeline, and the documents they are made of."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from netx_tui.domain.contacts import NOTHING, Contact, Mail, Touch
from netx_tui.domain.meetings import Insight, Meeting


class TimelineLine(NamedTuple):
    """Something that belongs to an event and stands below it: an insight of a talk."""

    id: str
    kind: str
    text: str
    detail: str = ""


class TimelineRow(NamedTuple):
    """One event: ``text`` in few words what, ``detail`` the rest, in any number of lines.

    ``at`` is a time with offset or a day, both on the user's clock, ``day`` its day; both are empty where it
    is not known. ``when`` is the day as shown, ``sign`` one of ``mail full light talk path done new off``.
    """

    id: str
    kind: str
    sign: str
    text: str
    detail: str = ""
    at: str = ""
    day: str = ""
    when: str = ""
    lines: tuple[TimelineLine, ...] = ()

    @property
    def key(self) -> str:
        """A name for this row that no other row of the timeline has."""
        return f"{self.kind} {self.id} {self.sign}"


class Past(NamedTuple):
    """What is known of a person's past: the documents that have to do with them.

    ``filed`` names for each touch that a talk has filed the id of its meeting, ``actions`` are documents,
    ``recommended`` the people they named, ``referrer`` is the name of who recommended them.
    """

    contact: Contact
    mails: Sequence[Mail] = ()
    meetings: Sequence[Meeting] = ()
    insights: Sequence[Insight] = ()
    touches: Sequence[Touch] = ()
    filed: Mapping[str, str] = NOTHING
    actions: Sequence[Mapping[str, Any]] = ()
    recommended: Sequence[Contact] = ()
    referrer: str = ""
