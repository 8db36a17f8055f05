"""What is better looked at than read: the way of people, answers, times, as data for a drawing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from netx_tui.domain.numbers.metric import Part
from netx_tui.domain.numbers.metrics import COHORTS, cycle_times, grouped, put_to_use
from netx_tui.domain.numbers.past import Everything, Invitation
from netx_tui.i18n import _

WEEKS = 12
_WAY = ("shortlisted", "invited", "in_dialogue", "met", "in_touch")
_TIMES = ((3, "0-3"), (7, "4-7"), (14, "8-14"), (30, "15-30"), (10_000, "31+"))
ENOUGH = 5


class PlotData(NamedTuple):
    """One drawing: labels with their values; ``texts`` tell each in words (``9 of 14``).

    ``enough`` says whether there are enough cases for it to say something, ``n`` how many there are.
    """

    key: str
    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    enough: bool
    n: int


def plots(past: Everything) -> tuple[PlotData, ...]:
    """All drawings, the way of people first."""
    mature = [one for one in past.invitations if one.mature and past.within(one.sent, 365)]
    return (
        way_of_people(past),
        _shares("use", _("Insights put to use"), _cohorts(past)),
        _shares("band", _("Answers by band, a year"), grouped(mature, _band)),
        _shares("template", _("Answers by template, a year"), grouped(mature, _language)),
        _times(past),
        talks_per_week(past),
    )


def way_of_people(past: Everything) -> PlotData:
    """How many people came how far, ever."""
    counts = [len(past.contacts)]
    for place, _stage in enumerate(_WAY):
        further = set(_WAY[place:]) | ({"scheduled"} if place < _WAY.index("met") else set())
        counts.append(
            sum(
                contact.stage in further or any(step.to_stage in further for step in contact.stage_log)
                for contact in past.contacts.values()
            )
        )
    used = len(past.advisers)
    labels = (
        _("known"),
        _("shortlisted"),
        _("invited"),
        _("answered"),
        _("met"),
        _("in touch"),
        _("advice used"),
    )
    values = (*counts, used)
    total = counts[0]
    return PlotData(
        "way",
        _("How far people came"),
        labels,
        tuple(map(float, values)),
        tuple(map(str, values)),
        total > 0,
        total,
    )


def talks_per_week(past: Everything) -> PlotData:
    """The talks of the last weeks, the oldest first."""
    monday = past.now.date() - timedelta(days=past.now.weekday())
    begins = [monday - timedelta(days=7 * number) for number in reversed(range(WEEKS))]
    days = [talk.begin.astimezone(past.now.tzinfo).date() for talk in past.talks]
    counts = [sum(begin <= day < begin + timedelta(days=7) for day in days) for begin in begins]
    labels = tuple(_("w{number}").format(number=begin.isocalendar().week) for begin in begins)
    values, total = tuple(map(float, counts)), sum(counts)
    return PlotData("talks", _("Talks a week"), labels, values, tuple(map(str, counts)), total > 0, total)


def _cohorts(past: Everything) -> list[Part]:
    parts = list(put_to_use(past).parts)
    return [
        part._replace(label=_("last {count} d").format(count=days))
        for part, days in zip(parts, COHORTS, strict=True)
    ]


def _times(past: Everything) -> PlotData:
    times = cycle_times(past, 365)
    counts, low = [], -1.0
    for high, _label in _TIMES:
        counts.append(sum(low < time <= high for time in times))
        low = high
    labels = tuple(_("{span} d").format(span=label) for _high, label in _TIMES)
    values = tuple(map(float, counts))
    texts = tuple(map(str, counts))
    title = _("Days from Next to Done, a year")
    return PlotData("times", title, labels, values, texts, len(times) >= ENOUGH, len(times))


def _shares(key: str, title: str, parts: Sequence[Part]) -> PlotData:
    total = sum(part.n for part in parts) if key != "use" else max((part.n for part in parts), default=0)
    return PlotData(
        key,
        title,
        tuple(part.label for part in parts),
        tuple(100 * part.k / part.n if part.n else 0.0 for part in parts),
        tuple(part.text for part in parts),
        total >= ENOUGH,
        total,
    )


def _band(one: Invitation) -> str:
    return one.mail.band_at_sending


def _language(one: Invitation) -> str:
    return one.mail.lang or _("other")
