"""Talks for other programs, as a calendar file or as JSON, and a talk from a calendar file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any

from netx_tui.domain.errors import UsageError
from netx_tui.formats.ical import SIZE_LIMIT, FoundMeeting, read_meeting
from netx_tui.i18n import _, ngettext
from netx_tui.services.listing import plain
from netx_tui.services.sources import name_of, read_beginning

if TYPE_CHECKING:
    from netx_tui.services.talks import Talks

FORMATS = ("ics", "json")
"""What talks can be exported to."""
PRIVATE = ("person_notes", "field_notes", "company_notes", "captures")
"""Fields of a meeting that hold what the user noted."""


def from_file(path: str, zone: tzinfo | None) -> FoundMeeting:
    """The one meeting in the calendar file ``path`` (``-`` is standard input); ``zone`` is the user's.

    Raises ``BadInput`` for what cannot be read, is too big, or holds no event or several.
    """
    # One byte more than may be read tells that the file is too big.
    return read_meeting(read_beginning(path, SIZE_LIMIT + 1), name_of(path), zone or UTC)


def chosen(talks: Talks, contacts: Iterable[str], meetings: Iterable[str]) -> list[str]:
    """The ids of the talks with these people and of these talks; all of them where neither is named.

    Raises ``NotFound`` and ``Ambiguous``.
    """
    named = {talks.find(name) for name in meetings}
    whom = set(contacts)
    rows = talks.rows()
    return [row.id for row in rows if row.id in named or row.contact in whom or not (named or whom)]


def export_meetings(
    talks: Talks, ids: Sequence[str], to: str, private: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text of an export of the meetings ``ids``, and sentences on what it leaves out.

    ``to`` is one of ``FORMATS``. A calendar holds the talks that have a time, drafts excepted; JSON holds
    every field, notes and what was said only where ``private`` is asked for. Raises ``UsageError`` for
    another format and ``NotFound``.
    """
    if to == "ics":
        return talks.calendar(ids).decode(), tuple(_without_time(talks, ids))
    if to == "json":
        shown = [_document(talks, name, private) for name in ids]
        left_out = () if private else tuple(_kept_back(talks, ids))
        return json.dumps(shown, indent=2) + "\n", left_out
    told = _("Talks cannot be exported to '{format}', only to {known}.")
    raise UsageError(told.format(format=to, known=", ".join(FORMATS)))


def _document(talks: Talks, meeting_id: str, private: bool) -> dict[str, Any]:
    document = plain(talks.shown(meeting_id))
    if private:
        return document
    document |= {name: [] if name == "captures" else "" for name in PRIVATE}
    document["questions"] = [{**question, "answer": ""} for question in document["questions"]]
    return document


def _without_time(talks: Talks, ids: Iterable[str]) -> Iterable[str]:
    count = sum(1 for name in ids if talks.meeting(name).status == "draft" or not talks.meeting(name).at)
    if count:
        yield ngettext(
            "Left out: {count} talk that has no date yet.",
            "Left out: {count} talks that have no date yet.",
            count,
        ).format(count=count)


def _kept_back(talks: Talks, ids: Iterable[str]) -> Iterable[str]:
    count = sum(1 for name in ids if _is_private(talks, name))
    if count:
        yield ngettext(
            "Left out: notes, answers and what was noted in {count} talk.",
            "Left out: notes, answers and what was noted in {count} talks.",
            count,
        ).format(count=count)


def _is_private(talks: Talks, meeting_id: str) -> bool:
    meeting = talks.meeting(meeting_id)
    noted = any(getattr(meeting, name) for name in PRIVATE)
    return noted or any(question.answer for question in meeting.questions)
