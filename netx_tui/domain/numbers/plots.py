"""What is better looked at than read: the way of people, answers, times, as data for a drawing."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.numbers.groups import grouped
from netx_tui.domain.numbers.metric import ENOUGH, Part
from netx_tui.domain.numbers.metrics import cycle_times, put_to_use
from netx_tui.domain.numbers.past import Everything
from netx_tui.i18n import _, ngettext

WEEKS = 12
YEAR_DAYS = 365
SHORTLISTED, INVITED, ANSWERED, MET, IN_TOUCH = 1, 2, 3, 4, 5
_REACHED = {
    "shortlisted": SHORTLISTED,
    "invited": INVITED,
    "nudged": INVITED,
    "in_dialogue": ANSWERED,
    "scheduled": ANSWERED,
    "met": MET,
    "in_touch": IN_TOUCH,
    "dormant": IN_TOUCH,
}
"""How far on the way each stage is; those beside the way say nothing."""
_TIMES = ((3, "0-3"), (7, "4-7"), (14, "8-14"), (30, "15-30"), (float("inf"), "31+"))


class PlotData(NamedTuple):
    """One drawing of the ``kind`` ``bar`` or ``line``: labels with their values.

    ``texts`` tell each value in words (``9 of 14``), ``counts`` the cases it stands on. ``enough`` says
    whether there are enough cases for it to say something, ``n`` how many there are; ``few`` is the sentence
    in place of a drawing. A bar is filled by ``full``, or by the largest value where that is 0.
    """

    key: str
    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    enough: bool
    n: int
    kind: str = "bar"
    counts: tuple[int, ...] = ()
    few: str = ""
    full: float = 0


def plots(past: Everything) -> tuple[PlotData, ...]:
    """All drawings, the way of people first."""
    mature = [one for one in past.invitations if one.mature and past.within(one.sent, YEAR_DAYS)]
    invitations = _("Too few yet: {n} of {enough} invitations.")
    return (
        way_of_people(past),
        _shares(
            "use",
            _("Insights put to use"),
            put_to_use(past).parts,
            _("Too few yet: {n} of {enough} insights."),
        ),
        _shares("band", _("Answers by band, a year"), grouped(mature, "band"), invitations),
        _shares("template", _("Answers by template, a year"), grouped(mature, "template"), invitations),
        times(past),
        talks_per_week(past),
    )


def way_of_people(past: Everything) -> PlotData:
    """How many people came how far, ever; who is further counts for what lies before."""
    asked = {one.mail.contact for one in past.invitations}
    answered = {one.mail.contact for one in past.invitations if one.replied}
    met = {talk.meeting.contact for talk in past.talks}
    sure = [(met, MET), (answered, ANSWERED), (asked, INVITED)]
    reached = [
        max(_stage(contact), *(place for people, place in sure if contact.id in people), 0)
        for contact in past.contacts.values()
    ]
    counts = [sum(place >= step for place in reached) for step in range(IN_TOUCH + 1)]
    labels = (
        _("known"),
        _("shortlisted"),
        _("invited"),
        _("answered"),
        _("met"),
        _("in touch"),
        _("advice used"),
    )
    few = _("Nobody is known yet.")
    return _counts("way", _("How far people came"), labels, [*counts, len(past.advisers())], few=few)


def _stage(contact: Contact) -> int:
    stages = (contact.stage, *(step.to_stage for step in contact.stage_log))
    return max(_REACHED.get(stage, 0) for stage in stages)


def talks_per_week(past: Everything) -> PlotData:
    """The talks of the last weeks, the oldest first."""
    monday = past.now.date() - timedelta(days=past.now.weekday())
    begins = [monday - timedelta(days=7 * number) for number in reversed(range(WEEKS))]
    days = [talk.begin.astimezone(past.now.tzinfo).date() for talk in past.talks]
    counts = [sum(begin <= day < begin + timedelta(days=7) for day in days) for begin in begins]
    labels = tuple(_("w{number}").format(number=begin.isocalendar().week) for begin in begins)
    few = _("No talk in the last {count} weeks.").format(count=WEEKS)
    return _counts("talks", _("Talks a week"), labels, counts, few=few)._replace(kind="line")


def times(past: Everything) -> PlotData:
    """How long cards took from Next to Done, in the cards done in a year."""
    found = cycle_times(past, YEAR_DAYS)
    counts, low = [], -1.0
    for high, _span in _TIMES:
        counts.append(sum(low < time <= high for time in found))
        low = high
    labels = tuple(_("{span} d").format(span=span) for _high, span in _TIMES)
    few = ngettext(
        "Too few yet: {n} of {enough} card done.", "Too few yet: {n} of {enough} cards done.", len(found)
    ).format(n=len(found), enough=ENOUGH)
    data = _counts("times", _("Days from Next to Done, a year"), labels, counts, few=few)
    return data._replace(enough=len(found) >= ENOUGH)


def _counts(key: str, title: str, labels: tuple[str, ...], counts: Iterable[int], *, few: str) -> PlotData:
    """Plain counts; they say something as soon as there is one."""
    found = tuple(counts)
    n = found[0] if key == "way" else sum(found)
    return PlotData(
        key, title, labels, tuple(map(float, found)), tuple(map(str, found)), n > 0, n, "bar", found, few
    )


def _shares(key: str, title: str, parts: Sequence[Part], few: str) -> PlotData:
    """Shares in per cent of the groups that are large enough; ``n`` is the size of the largest."""
    shown = [part for part in parts if part.n >= ENOUGH]
    n = max((part.n for part in parts), default=0)
    return PlotData(
        key,
        title,
        tuple(part.label for part in shown),
        tuple(100 * part.k / part.n for part in shown),
        tuple(part.text for part in shown),
        bool(shown),
        n,
        "bar",
        tuple(part.n for part in shown),
        few.format(n=n, enough=ENOUGH),
        100,
    )
