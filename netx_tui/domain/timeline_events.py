"""What each kind of document tells of a person's past, as events.

What two documents tell of the same thing is one event: a mail and the touch it filed, an answer and its
touch, a talk that was held and its touch.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from netx_tui.domain.contacts import LifeEvent, Touch
from netx_tui.domain.labels import stage_label
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.mails.values import starts
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.path import CALLED_OFF
from netx_tui.domain.short_dates import short_moment, told_day
from netx_tui.domain.text import clean_text, visible
from netx_tui.domain.timeline_rows import Past, TimelineLine, TimelineRow
from netx_tui.domain.timeline_words import (
    answer_label,
    cause_label,
    channel_label,
    insight_label,
    life_event_label,
    touch_label,
)
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _


def _stages(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    for number, change in enumerate(past.contact.stage_log):
        detail = _joined(" · ", cause_label(change.cause), change.reason)
        name = f"stage{number:04}"
        yield TimelineRow(name, "stage", "path", stage_label(change.to_stage), detail, change.at)


def _mails(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    for mail in past.mails:
        if mail.sent_at:
            exception = _("Exception: {reason}").format(reason=mail.override_reason)
            detail = _joined("\n\n", mail.subject, mail.text, exception if mail.override_reason else "")
            yield TimelineRow(mail.id, "mail", "mail", kind_label(mail.kind), detail, mail.sent_at)


def _replies(past: Past, now: datetime) -> Iterator[TimelineRow]:
    """Answers: those that mails tell of, with the note of their touch; then the touches left over."""
    touches = [touch for touch in past.touches if _is_reply(touch)]
    for mail in past.mails:
        day = local_day(mail.replied_at, now.tzinfo)
        if day is None:
            continue
        touch = next((touch for touch in touches if touch.on == day.isoformat()), None)
        if touch:
            touches.remove(touch)
        subject = _("Answer to: {subject}").format(subject=mail.subject or kind_label(mail.kind))
        detail = _joined("\n", touch.note if touch else "", subject)
        name = touch.id if touch else mail.id
        yield TimelineRow(name, "reply", "full", answer_label(mail.reply), detail, mail.replied_at)
    for touch in touches:
        yield TimelineRow(touch.id, "reply", "full", answer_label(""), _told(touch), touch.on)


def _talks(past: Past, now: datetime) -> Iterator[TimelineRow]:
    learned: dict[str, list[TimelineLine]] = {}
    for insight in sorted(past.insights, key=lambda one: (one.captured_at, one.id)):
        learned.setdefault(insight.meeting, []).append(_line(insight))
    for meeting in past.meetings:
        sign = "off" if meeting.status in CALLED_OFF else "talk"
        text, detail = _talk_text(meeting.status), _talk_detail(meeting, now)
        lines = tuple(learned.get(meeting.id, ()))
        yield TimelineRow(meeting.id, "meeting", sign, text, detail, _talk_at(meeting), lines=lines)


def _talk_at(meeting: Meeting) -> str:
    """When a talk was, or will be; of one that was called off, when that was said."""
    if meeting.status in CALLED_OFF and meeting.cancelled_at:
        return meeting.cancelled_at
    return meeting.at or meeting.started_at or meeting.ended_at or meeting.created


def _talk_text(status: str) -> str:
    return {
        "draft": _("talk without a date"),
        "scheduled": _("talk planned"),
        "live": _("talk going on"),
        "held": _("talk held"),
        "closed": _("talk held"),
        "cancelled": _("talk cancelled"),
        "no_show": _("talk did not take place"),
    }.get(status, _("talk"))


def _talk_detail(meeting: Meeting, now: datetime) -> str:
    begin = starts(meeting)
    when = _begin(meeting, begin.astimezone(now.tzinfo), now) if begin else ""
    minutes = _("{count} min").format(count=meeting.minutes) if meeting.minutes else ""
    topic = _("Topic: {topic}").format(topic=meeting.topic) if meeting.topic else ""
    goal = _("Goal: {objective}").format(objective=meeting.objective) if meeting.objective else ""
    return _joined("\n", _joined(", ", when, minutes, meeting.place), topic, goal)


def _begin(meeting: Meeting, begin: datetime, now: datetime) -> str:
    """The hour, for the event stands on that day; of a talk that was called off the day too."""
    if meeting.status in CALLED_OFF:
        return _("planned for {when}").format(when=short_moment(begin, now.date()))
    return f"{begin:%H:%M}"


def _line(insight: Insight) -> TimelineLine:
    return TimelineLine(insight.id, "insight", visible(insight_label(insight.kind)), clean_text(insight.text))


def _insights(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    """Insights that no talk brought; the others stand below their talk."""
    talks = {meeting.id for meeting in past.meetings}
    for insight in past.insights:
        if insight.meeting not in talks:
            label = insight_label(insight.kind)
            yield TimelineRow(insight.id, "insight", "new", label, insight.text, insight.captured_at)


def _touches(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    told = {mail.id for mail in past.mails if mail.sent_at}
    talks = {meeting.id for meeting in past.meetings}
    for touch in past.touches:
        if touch.id in told or past.filed.get(touch.id) in talks or _is_reply(touch):
            continue
        label = touch_label(touch.kind)
        text = _("{what} from them").format(what=label) if touch.direction == "in" else label
        yield TimelineRow(touch.id, "touch", "full" if touch.full else "light", text, _told(touch), touch.on)


def _is_reply(touch: Touch) -> bool:
    return touch.kind == "reply" and touch.direction == "in"


def _told(touch: Touch) -> str:
    given = _("Given: {what}").format(what=touch.give) if touch.give else ""
    return _joined("\n", touch.note, channel_label(touch.channel), given)


def _actions(past: Past, now: datetime) -> Iterator[TimelineRow]:
    for action in past.actions:
        name, title = str(action.get("id", "")), str(action.get("title", ""))
        entered = str(action.get("entered_column_at", ""))
        due = str(action.get("due") or "")
        until = _("Due: {day}").format(day=told_day(due, now.date())) if due else ""
        made = str(action.get("created") or entered)
        yield TimelineRow(name, "action", "new", _("action made"), _joined("\n", title, until), made)
        if action.get("column") == "done":
            detail = _joined("\n", title, str(action.get("evidence") or ""))
            yield TimelineRow(name, "action", "done", _("action done"), detail, entered)
        elif action.get("column") == "dropped":
            detail = _joined("\n", title, str(action.get("dropped_reason") or ""))
            yield TimelineRow(name, "action", "off", _("action dropped"), detail, entered)


def _research(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    for item in past.contact.research:
        detail = _joined("\n", item.text, item.source)
        yield TimelineRow(item.id, "research", "new", _("research note"), detail, item.on)


def _life_events(past: Past, now: datetime) -> Iterator[TimelineRow]:
    for event in past.contact.events:
        congratulated = _("Congratulated: {day}").format(day=told_day(event.congratulated_on, now.date()))
        detail = _joined(
            "\n",
            event.text,
            event.source,
            congratulated if event.congratulated_on else "",
            _("Private") if event.private else "",
        )
        label = life_event_label(event.kind)
        yield TimelineRow(event.id, "event", "new", label, detail, _last_time(event, now.date()))


def _last_time(event: LifeEvent, today: date) -> str:
    """The day of an event; of one without a year the last time it came."""
    if not event.on.startswith("--"):
        return event.on
    month_and_day = event.on[2:]
    year = today.year if month_and_day <= f"{today:%m-%d}" else today.year - 1
    return f"{year}-{month_and_day}"


def _referrals(past: Past, _now: datetime) -> Iterator[TimelineRow]:
    if past.referrer:
        text = _("recommended by {name}").format(name=past.referrer)
        yield TimelineRow(past.contact.id, "referral", "path", text, "", past.contact.created)
    for other in past.recommended:
        text = _("recommended {name}").format(name=other.name)
        detail = _joined(", ", other.title, other.company)
        yield TimelineRow(other.id, "referral", "path", text, detail, other.created)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


EVENTS: tuple[Callable[[Past, datetime], Iterable[TimelineRow]], ...] = (
    _stages,
    _mails,
    _replies,
    _talks,
    _insights,
    _touches,
    _actions,
    _research,
    _life_events,
    _referrals,
)
"""What turns a past into events, at the time of the user's clock; ``at`` and texts are as they are stored."""
