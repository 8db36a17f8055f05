"""Everything that happened with a person as one list of events, newest first."""

from datetime import datetime

from netx_tui.domain.short_dates import told_day
from netx_tui.domain.text import clean_text, visible
from netx_tui.domain.timeline_events import EVENTS
from netx_tui.domain.timeline_rows import Past, TimelineRow
from netx_tui.domain.workdays import local_day


def timeline(past: Past, now: datetime) -> tuple[TimelineRow, ...]:
    """All events, newest first; those of a day without an hour come after the others, undated ones last."""
    rows = [_placed(row, now) for part in EVENTS for row in part(past, now)]
    return tuple(sorted(rows, key=_order, reverse=True))


def _placed(row: TimelineRow, now: datetime) -> TimelineRow:
    """``row`` with its day on the user's clock, its texts fit for a terminal."""
    day, at = local_day(row.at, now.tzinfo), ""
    if day is not None:
        moment = datetime.fromisoformat(row.at)
        timed = len(row.at) > len("2026-11-23")
        moment = moment.astimezone(now.tzinfo) if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        at = moment.isoformat(timespec="seconds") if timed else day.isoformat()
    return row._replace(
        at=at,
        day=day.isoformat() if day else "",
        when=told_day(day, now.date()) if day else "",
        text=visible(row.text),
        detail=clean_text(row.detail),
    )


def _order(row: TimelineRow) -> tuple[str, float, bool, str]:
    """Of what happened at the same moment a stage comes last, because it follows from the rest."""
    timed = row.at != row.day
    moment = datetime.fromisoformat(row.at).timestamp() if timed else 0.0
    return (row.day, moment, row.kind == "stage", row.id)
