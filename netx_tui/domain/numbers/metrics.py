"""M1 to M17 (``5-use.md``, *Metrics*)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.ageing import Limits, age_days, age_state, limits_for, own_limits
from netx_tui.domain.board import home
from netx_tui.domain.numbers.groups import GROUPS, grouped
from netx_tui.domain.numbers.metric import (
    ENOUGH,
    Metric,
    Part,
    median,
    most,
    of_text,
    plain,
    rate,
    share,
)
from netx_tui.domain.numbers.past import Everything, Talk
from netx_tui.domain.numbers.talks import hours_to_thanks
from netx_tui.domain.touch.facts import GIVING
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, ngettext

WEEKS_DAYS = 28
COHORTS = (30, 60, 90)
BRIEF_BEFORE, THANKS_WITHIN = timedelta(hours=18), timedelta(hours=24)
DECIDE_WITHIN = timedelta(hours=48)
LEFT_ALONE = ("archived",)
_DAY = timedelta(days=1)


def metrics(past: Everything) -> tuple[Metric, ...]:
    """All metrics of the period, in the order of their numbers."""
    return (
        *_asking(past),
        talks_a_week(past),
        *_talking(past),
        *_using(past),
        *_keeping(past),
        reply_rates(past),
        giving(past),
    )


def _asking(past: Everything) -> Iterator[Metric]:
    mature = [one for one in past.invited if one.mature]
    yield share("M1", _("invitations with an answer"), (one.replied for one in mature))
    yield share("M2", _("invitations that led to a date"), (one.dated for one in mature))
    chosen = (one.mail.band_at_sending in ("A", "B") for one in past.invited)
    yield share("M3", _("invitations to people of band A or B"), chosen)


def talks_a_week(past: Everything) -> Metric:
    """M4: always over four weeks."""
    recent = sum(past.within(talk.begin, WEEKS_DAYS) for talk in past.talks)
    weeks = WEEKS_DAYS // 7
    counted = _("{k} in {n} weeks").format(k=recent, n=weeks)
    return rate("M4", _("talks a week"), recent, weeks, counted, unit=_("a week"))


def _talking(past: Everything) -> Iterator[Metric]:
    held = past.held
    briefs = (_by(talk.meeting.brief_sent_at, talk.begin - BRIEF_BEFORE) for talk in held)
    yield share("M5", _("briefs sent in time"), briefs)
    yield thanks(past)
    musts = [
        question.state == "answered"
        for talk in held
        for question in talk.meeting.questions
        if question.priority == "must" and question.state != "dropped"
    ]
    yield share("M7", _("must questions answered"), musts)
    learned = sum(len(past.learned.get(talk.meeting.id, ())) for talk in held)
    metric = rate(
        "M8", _("insights from talks"), learned, len(held), _in_talks(learned, held), unit=_("a talk")
    )
    each = metric.value
    yield (
        metric if each is None else metric.noted(_("{each} each").format(each=plain(each)), each, metric.unit)
    )


def thanks(past: Everything) -> Metric:
    """M6: a talk nobody thanked for counts from a day on; the median is over those that were thanked for."""
    ripe = [talk for talk in past.held if past.now - talk.end >= THANKS_WITHIN]
    in_time = (
        hours is not None and hours <= THANKS_WITHIN / timedelta(hours=1)
        for hours in (hours_to_thanks(past, talk) for talk in ripe)
    )
    metric = share("M6", _("thank-yous within a day"), in_time)
    found = (hours_to_thanks(past, talk) for talk in past.held)
    middle = median([hours for hours in found if hours is not None])
    if middle is None:
        return metric
    return metric.noted(_("half within {hours} h").format(hours=plain(middle)), middle, _("hours"))


def _using(past: Everything) -> Iterator[Metric]:
    ripe = [
        insight
        for insight in past.actionable(past.days)
        if _by(insight.captured_at, past.now - DECIDE_WITHIN)
    ]
    used = (insight.id in past.by_insight for insight in ripe)
    yield share("M9", _("insights that became an action"), used)
    yield put_to_use(past)
    yield cycle_time(past)
    yield cards_now(past)


def put_to_use(past: Everything) -> Metric:
    """M10: the share of insights that became done actions, of the period and of the last 30, 60, 90 days."""
    parts = []
    for days in COHORTS:
        cohort = past.actionable(days)
        label = _("last {count} d").format(count=days)
        parts.append(Part(label, sum(map(past.is_used, cohort)), len(cohort), f"{days}d"))
    label = _("insights put to use")
    return share("M10", label, map(past.is_used, past.actionable(past.days)), tuple(parts))


def cycle_times(past: Everything, days: int) -> list[float]:
    """Days from the first time in Next to Done, of the cards done in the last ``days`` days."""
    found = []
    for action in past.actions:
        done = stored_moment(action.entered_column_at) if action.column == "done" else None
        begun = stored_moment(_first_in_next(action))
        if done is not None and begun is not None and past.within(done, days) and begun <= done:
            found.append((done - begun) / _DAY)
    return found


def _first_in_next(action: Action) -> str:
    """When a card first came to Next; one that was made there has no move that says so."""
    if not action.history or action.history[0].from_column == "next":
        return action.created
    return next((move.at for move in action.history if move.to_column == "next"), "")


def cycle_time(past: Everything) -> Metric:
    """M11."""
    times = cycle_times(past, past.days)
    middle, long = median(times), most(times)
    label, n = _("days from Next to Done"), len(times)
    counted = ngettext("{n} card", "{n} cards", n).format(n=n)
    metric = Metric("M11", label, n, n, counted, rate=True, counted=counted)
    if middle is None or long is None:
        return metric
    note = _("half within {median} d, 85 % within {most} d").format(median=plain(middle), most=plain(long))
    return metric.noted(note, middle, _("days"))


def cards_now(past: Everything) -> Metric:
    """M12: the red ones of all open cards, and how many are in Doing."""
    cards = [action for action in past.actions if home(action) in OPEN]
    own = own_limits(past.actions, past.now.tzinfo)
    red = sum(_is_red(past, card, own) for card in cards)
    doing = sum(home(card) == "doing" for card in cards)
    counted = _("{k} of {n} red").format(k=red, n=len(cards))
    metric = Metric("M12", _("cards now"), red, len(cards), counted, rate=True, counted=counted)
    return metric.noted(_("{doing} in Doing").format(doing=doing), doing, _("in Doing"))


def _is_red(past: Everything, card: Action, own: Limits | None) -> bool:
    limits = limits_for(home(card), card.size, own)
    return age_state(age_days(card.entered_column_at, past.now), limits) == "red"


def _keeping(past: Everything) -> Iterator[Metric]:
    told = (one in past.told for one in past.advisers(past.days))
    yield share("M13", _("people told what came of their advice"), told)
    yield in_touch(past)
    yield referrals(past)


def in_touch(past: Everything) -> Metric:
    """M14: of the people in a circle with a next touch, those with whom it is not overdue."""
    today = past.now.date()
    due = [
        past.next_touches[contact.id]
        for contact in past.contacts.values()
        if contact.tier not in ("", "none")
        and not contact.do_not_contact
        and contact.stage not in LEFT_ALONE
        and contact.id in past.next_touches
    ]
    return share("M14", _("people in touch on time"), (day >= today for day in due))


def referrals(past: Everything) -> Metric:
    """M15: the people named in talks, and the talks that came about because somebody was named."""
    held = past.held
    named = sum(past.referrals.get(talk.meeting.id, 0) for talk in held)
    people = (past.contacts.get(talk.meeting.contact) for talk in held)
    chain = [contact is not None and bool(contact.referral_by) for contact in people]
    part = Part(_("talks by a referral"), sum(chain), len(chain), "chain")
    metric = rate(
        "M15", _("people named in talks"), named, len(held), _in_talks(named, held), unit=_("a talk")
    )
    note = _("talks by a referral: {share}").format(share=of_text(part.k, part.n))
    return metric.noted(note, metric.value, metric.unit)._replace(parts=(part,))


def reply_rates(past: Everything) -> Metric:
    """M16: the answers by band, nearness, template and weekday; groups of fewer than five are left out."""
    mature = [one for one in past.invited if one.mature]
    zone = past.now.tzinfo
    parts = tuple(part for group in GROUPS for part in grouped(mature, group, zone) if part.n >= ENOUGH)
    metric = share("M16", _("answers by group"), (one.replied for one in mature), parts)
    return metric if parts else metric.noted(_("too few yet in any group"))


def giving(past: Everything) -> Metric:
    """M17: of the full messages that went out, those that gave something (``touch.facts.GIVING``)."""
    outgoing = (
        bool(touch.give) or touch.kind in GIVING
        for touch in past.touches
        if touch.full and touch.direction != "in" and past.on_day_within(touch.on)
    )
    return share("M17", _("messages that gave something"), outgoing)


def _in_talks(k: int, held: Sequence[Talk]) -> str:
    return ngettext("{k} in {n} talk", "{k} in {n} talks", len(held)).format(k=k, n=len(held))


def _by(stored: str, limit: datetime) -> bool:
    moment = stored_moment(stored)
    return moment is not None and moment <= limit
