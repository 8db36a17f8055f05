"""How the day stands: all that ``netx today`` and the Today screen need, to be kept from run to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from netx_tui.domain.short_dates import short_date, short_moment
from netx_tui.domain.steps.standing import Tick, standing
from netx_tui.domain.steps.step import Step, day_of
from netx_tui.domain.text import visible
from netx_tui.domain.today_rows import Goal, NextTalk, TodayLine, TodayView
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    pass

TALKS_SHOWN = 3
TALKS_AHEAD = timedelta(days=14)
_HOUR = 3600
_DAY_HOURS = 24
_WEEK = 7
_MOMENTS = ("opens", "amber", "red", "first", "last")


class Talk(NamedTuple):
    """A talk to come: its id, the person's name, its begin as stored, how ready it is (0 to 5)."""

    id: str
    name: str
    begin: str
    ready: int


class Standing(NamedTuple):
    """The state of one day, true until the data change: steps with their times, and what is counted."""

    steps: tuple[Step, ...] = ()
    ticks: Mapping[str, Tick] = {}
    people: int = 0
    held: int = 0
    invited: int = 0
    talks: tuple[Talk, ...] = ()
    doing: int = 0
    red: int = 0
    cards_due: int = 0
    articles: int = 0


def view_of(known: Standing, goals: tuple[int, int], doing_limit: int, now: datetime, days: int) -> TodayView:
    """What the screen shows at ``now``; ``goals`` are talks and invitations wanted in a week."""
    steps = standing(known.steps, now, days, known.ticks)
    talks = tuple(
        NextTalk(talk.id, visible(talk.name), short_moment(begin, now.date()), talk.ready)
        for talk in known.talks
        for begin in (datetime.fromisoformat(talk.begin).astimezone(now.tzinfo),)
        if begin > now - timedelta(hours=1)
    )
    return TodayView(
        lines=tuple(TodayLine(step.row(now), when(step, now), doing(step)) for step in steps),
        people=known.people,
        talks=Goal(known.held, goals[0]),
        invitations=Goal(known.invited, goals[1]),
        next_talks=talks,
        doing=(known.doing, doing_limit),
        red=known.red,
        cards_due=known.cards_due,
        touches=sum(step.rule in ("N18", "N20") and step.severity(now) != "plain" for step in steps),
        articles=known.articles,
        quiet=quiet(steps, talks, now),
    )


def kept(known: Standing) -> dict[str, Any]:
    """``known`` as plain JSON."""
    steps = [
        {name: _plain(value) for name, value in step._asdict().items() if value not in ("", None)}
        for step in known.steps
    ]
    return {
        **known._asdict(),
        "steps": steps,
        "ticks": {name: list(tick) for name, tick in known.ticks.items()},
        "talks": [list(talk) for talk in known.talks],
    }


def from_kept(content: Mapping[str, Any]) -> Standing | None:
    """What ``kept`` wrote; ``None`` for anything else."""
    try:
        return Standing(
            **{
                **content,
                "steps": tuple(_step(fields) for fields in content["steps"]),
                "ticks": {name: Tick(*tick) for name, tick in content["ticks"].items()},
                "talks": tuple(Talk(*talk) for talk in content["talks"]),
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _step(fields: Mapping[str, Any]) -> Step:
    moments = {name: datetime.fromisoformat(fields[name]) for name in _MOMENTS if name in fields}
    due = fields.get("due")
    if due is not None:
        moments["due"] = datetime.fromisoformat(due) if "T" in due else date.fromisoformat(due)  # type: ignore[assignment]
    return Step(**{"name": "", **fields, **moments})


def when(step: Step, now: datetime) -> str:
    """The time of a step in short words: ``2d overdue``, ``22 h``, ``Fri 16:00``, ``Mon 30 Nov``."""
    due = step.due
    if due is None:
        return ""
    late = (now.date() - day_of(due)).days
    if step.severity(now) == "red":
        return (
            ngettext("{count}d overdue", "{count}d overdue", late).format(count=late)
            if late
            else _("overdue")
        )
    if isinstance(due, datetime):
        return _moment(due, now)
    return {0: _("today"), -1: _("tomorrow")}.get(late) or short_date(due)


def _moment(due: datetime, now: datetime) -> str:
    left = int((due - now).total_seconds())
    if not 0 <= left < _DAY_HOURS * _HOUR:
        weekday = short_date(due.date()).split()[0]
        near = 0 <= (due.date() - now.date()).days < _WEEK
        return f"{weekday} {due:%H:%M}" if near else short_date(due.date())
    hours = -(-left // _HOUR)
    return ngettext("{count} h left", "{count} h left", hours).format(count=hours)


def doing(step: Step) -> str:
    """What the step's key does, in one word or two."""
    return {
        "m": _("mail"),
        "l": _("open the talk"),
        "d": _("write down"),
        "t": _("plan"),
        "i": _("invite"),
        "p": _("park"),
        "e": _("find out"),
        "s": _("search"),
        "k": _("card"),
        "c": _("circle") if step.rule == "N20" else _("connect"),
        "w": _("review"),
    }.get(step.key, _("open"))


def quiet(steps: Sequence[Step], talks: Sequence[NextTalk], now: datetime) -> str:
    """The sentence for a day on which nothing presses; empty where something does."""
    if any(step.severity(now) != "plain" for step in steps):
        return ""
    if not talks:
        return _("Nothing is due.")
    talk = talks[0]
    return _("Nothing is due. Next: {when}, {name}, ready {ready}/5.").format(
        when=talk.when, name=talk.name, ready=talk.ready
    )
