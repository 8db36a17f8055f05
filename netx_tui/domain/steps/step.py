"""One next step with its times, and how it stands at a moment."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.text import visible
from netx_tui.domain.workdays import FIRST_YEAR, LAST_YEAR

SEVERITIES = ("red", "amber", "plain")
_NO_DUE_DATE = "9999"
_DAY = timedelta(days=1)
_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class Step(NamedTuple):
    """Something to do, true for a whole day; its times tell what it is at a moment of that day.

    All times carry the user's zone. Before ``amber`` it is only soon, from ``red`` on it is overdue; it is
    there from ``first`` on (``None``: once it is due within the days looked ahead) and gone at ``last``.
    ``due`` is what is told, a day or a moment; ``situation`` changes when what the step stands on changes.
    """

    rule: str
    name: str
    """By what steps of one rule and time are ordered: mostly the name of the person."""
    text: str
    key: str
    contact: str = ""
    company: str = ""
    meeting: str = ""
    action: str = ""
    insight: str = ""
    other: str = ""
    """The id of somebody else whom it is about."""
    kind: str = ""
    """The kind of mail that its key opens."""
    why: str = ""
    """What it is about, in a few words."""
    due: date | None = None
    opens: datetime | None = None
    """When the time to do it begins."""
    amber: datetime | None = None
    red: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    situation: str = ""

    @property
    def subject(self) -> str:
        """What it is about, as one id: a step of one rule and subject is the same step."""
        return self.action or self.insight or self.meeting or self.contact or self.company

    def on(self, day: date, now: datetime) -> "Step":
        """The step due on a whole day: amber on it, red from the next one on."""
        day = min(max(day, _FIRST), _LAST)
        return self._replace(due=day, amber=midnight(day, now), red=midnight(day + _DAY, now))

    def at(self, moment: datetime, now: datetime) -> "Step":
        """The step due at a moment: amber from that day's beginning on, red from the moment on."""
        here = moment.astimezone(now.tzinfo)
        return self._replace(due=here, amber=midnight(here.date(), now), red=here)

    def severity(self, now: datetime) -> str:
        """``red`` when overdue, ``amber`` when due today, else ``plain``."""
        if _reached(self.red, now):
            return "red"
        return "amber" if _reached(self.amber, now) else "plain"

    def is_there(self, now: datetime, days: int) -> bool:
        """Whether it shows at ``now`` to somebody who looks ``days`` days ahead."""
        if _reached(self.last, now) or (self.first is not None and not _reached(self.first, now)):
            return False
        if self.due is None or self.first is not None:
            return True
        return day_of(self.due) <= now.date() + timedelta(days=days) or self.severity(now) != "plain"

    def row(self, now: datetime) -> TodayRow:
        """The step as it stands at ``now``."""
        return TodayRow(
            self.rule,
            self.severity(now),
            told(self.due),
            self.contact,
            visible(self.company),
            visible(self.text),
            self.key,
            due_opens=told(self.opens),
            meeting=self.meeting,
            action=self.action,
            insight=self.insight,
            kind=self.kind,
            why=visible(self.why),
            name=visible(self.name),
            subject=self.subject,
            other=self.other,
        )

    def order(self, now: datetime) -> tuple[int, str, str, str, str]:
        """Severity, due (none last), rule, name (``decisions.md``, *Next steps*)."""
        # Days and moments sort together by their day; a day without a time comes before its moments.
        due = _sortable(self.due) if self.due else _NO_DUE_DATE
        return SEVERITIES.index(self.severity(now)), due, self.rule, self.name.casefold(), self.subject


def about(
    rule: str, contact: Contact, text: str, key: str, *, kind: str = "", why: str = "", situation: str = ""
) -> Step:
    """A step about a person."""
    return Step(
        rule,
        contact.name,
        text,
        key,
        contact=contact.id,
        company=contact.company,
        kind=kind,
        why=why,
        situation=situation,
    )


def midnight(day: date, now: datetime) -> datetime:
    """The beginning of ``day`` on the clock of ``now``."""
    return datetime.combine(day, time(), now.tzinfo)


def _reached(moment: datetime | None, now: datetime) -> bool:
    """Times of one zone are compared by what their clocks show, which is wrong in some nights; in UTC not."""
    return moment is not None and now.astimezone(UTC) >= moment.astimezone(UTC)


def day_of(due: date) -> date:
    """The day of a day or moment."""
    return due.date() if isinstance(due, datetime) else due


def told(due: date | None) -> str:
    """A day or moment as ISO 8601; empty where there is none."""
    if due is None:
        return ""
    return due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat()


def _sortable(due: date) -> str:
    """All due times are on one clock, so their texts sort as they do."""
    return due.replace(tzinfo=None).isoformat() if isinstance(due, datetime) else due.isoformat()
