"""M1 to M17 (``5-use.md``, *Metrics*)."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.ageing import age_days, age_state, limits_for, own_limits
from netx_tui.domain.board import home
from netx_tui.domain.calendar_words import weekday_name
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.numbers.metric import ENOUGH, Metric, Part, median, most, of_text, plain, share
from netx_tui.domain.numbers.past import Everything, Invitation
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, language

WEEKS_DAYS = 28
COHORTS = (30, 60, 90)
BRIEF_BEFORE, THANKS_WITHIN = timedelta(hours=18), timedelta(hours=24)
DECIDE_WITHIN = timedelta(hours=48)
WARM = 8
_HOUR = 3600


def metrics(past: Everything) -> tuple[Metric, ...]:
    """All metrics of the period, in the order of their numbers."""
    return (
        *_asking(past),
        *_talking(past),
        *_using(past),
        *_keeping(past),
        reply_rates(past),
        _giving(past),
    )


def _asking(past: Everything) -> Iterable[Metric]:
    mature = [one for one in past.invited if one.mature]
    yield share("M1", _("invitations with an answer"), (one.replied for one in mature))
    yield share("M2", _("invitations that led to a date"), (one.dated for one in mature))
    chosen = (one.mail.band_at_sending in ("A", "B") for one in past.invited)
    yield share("M3", _("invitations to people of band A or B"), chosen)


def _talking(past: Everything) -> Iterable[Metric]:
    held = past.held
    recent = sum(past.within(talk.begin, WEEKS_DAYS) for talk in past.talks)
    weeks = WEEKS_DAYS // 7
    told = _("{k} in {n} weeks").format(k=recent, n=weeks)
    yield Metric("M4", _("talks a week"), recent, weeks, told, recent / weeks, _("a week"))
    briefs = (_by(talk.meeting.brief_sent_at, talk.begin - BRIEF_BEFORE) for talk in held)
    yield share("M5", _("briefs sent in time"), briefs)
    yield _thanks(past)
    musts = [
        question.state == "answered"
        for talk in held
        for question in talk.meeting.questions
        if question.priority == "must" and question.state != "dropped"
    ]
    yield share("M7", _("must questions answered"), musts)
    ids = {talk.meeting.id for talk in held}
    learned = sum(insight.meeting in ids for insight in past.insights)
    each = learned / len(held) if held else None
    told = _("{k} in {n} talks").format(k=learned, n=len(held))
    if each is not None:
        told = _("{told}, {each} each").format(told=told, each=plain(each))
    yield Metric("M8", _("insights from talks"), learned, len(held), told, each, _("a talk"))


def _thanks(past: Everything) -> Metric:
    ripe = [talk for talk in past.held if past.now - talk.end >= THANKS_WITHIN]
    in_time = share(
        "M6",
        _("thank-yous within a day"),
        (_by(talk.meeting.thanked_at, talk.end + THANKS_WITHIN) for talk in ripe),
    )
    thanked = ((stored_moment(talk.meeting.thanked_at), talk.end) for talk in past.held)
    hours = [(at - end).total_seconds() / _HOUR for at, end in thanked if at is not None]
    middle = median(hours)
    if middle is None:
        return in_time
    told = _("{told}; half within {hours} h").format(told=in_time.text, hours=plain(round(middle, 1)))
    return in_time._replace(text=told, value=middle, unit=_("hours"))


def _using(past: Everything) -> Iterable[Metric]:
    ripe = [
        insight
        for insight in past.actionable(past.days)
        if (at := stored_moment(insight.captured_at)) is not None and past.now - at >= DECIDE_WITHIN
    ]
    yield share(
        "M9", _("insights that became an action"), (insight.id in past.by_insight for insight in ripe)
    )
    yield put_to_use(past)
    yield cycle_time(past)
    cards = [action for action in past.actions if home(action) in OPEN]
    own = own_limits(past.actions, past.now.tzinfo)
    red = sum(_is_red(past, card, own) for card in cards)
    doing = sum(home(card) == "doing" for card in cards)
    told = _("{doing} in Doing, {red} of {open} red").format(doing=doing, red=red, open=len(cards))
    yield Metric("M12", _("cards now"), red, len(cards), told, doing)


def _is_red(past: Everything, card: Action, own: object) -> bool:
    limits = limits_for(home(card), card.size, own)  # type: ignore[arg-type]  # None or limits
    return age_state(age_days(card.entered_column_at, past.now), limits) == "red"


def put_to_use(past: Everything) -> Metric:
    """M10: the share of insights that became done actions, of the period and of the last 30, 60, 90 days."""
    parts = []
    for days in COHORTS:
        cohort = past.actionable(days)
        parts.append(Part(_("{count} d").format(count=days), sum(map(past.is_used, cohort)), len(cohort)))
    label = _("insights put to use")
    return share("M10", label, map(past.is_used, past.actionable(past.days)), tuple(parts))


def cycle_times(past: Everything, days: int) -> list[float]:
    """Days from the first time in Next to Done, of the cards done in the last ``days`` days."""
    found = []
    for action in past.actions:
        done = stored_moment(action.entered_column_at) if action.column == "done" else None
        begun = next((move.at for move in action.history if move.to_column == "next"), action.created)
        start = stored_moment(begun)
        if done is not None and start is not None and past.within(done, days) and start <= done:
            found.append((done - start).total_seconds() / (24 * _HOUR))
    return found


def cycle_time(past: Everything) -> Metric:
    """M11."""
    times = cycle_times(past, past.days)
    middle, long = median(times), most(times)
    label = _("days from Next to Done")
    if middle is None or long is None:
        return Metric("M11", label, 0, 0, _("no card done yet"), None, _("days"))
    told = _("half within {median} d, 85 % within {most} d, {n} cards").format(
        median=plain(round(middle, 1)), most=plain(round(long, 1)), n=len(times)
    )
    return Metric("M11", label, len(times), len(times), told, middle, _("days"))


def _keeping(past: Everything) -> Iterable[Metric]:
    yield share(
        "M13", _("people told what came of their advice"), (one in past.told for one in sorted(past.advisers))
    )
    today = past.now.date()
    tiered = [contact for contact in past.contacts.values() if contact.tier not in ("", "none")]
    on_time = (past.next_touches.get(contact.id, today) >= today for contact in tiered)
    yield share("M14", _("people in touch on time"), on_time)
    held = past.held
    named = [
        contact
        for contact in past.contacts.values()
        if contact.referral_by and past.within(stored_moment(contact.created))
    ]
    people = (past.contacts.get(talk.meeting.contact) for talk in held)
    chain = [contact is not None and bool(contact.referral_by) for contact in people]
    yields = _("{k} named in {n} talks; {chain} talks by a referral").format(
        k=len(named), n=len(held), chain=of_text(sum(chain), len(chain))
    )
    parts = (Part(_("talks by a referral"), sum(chain), len(chain)),)
    yield Metric("M15", _("people named by others"), len(named), len(held), yields, parts=parts)


def reply_rates(past: Everything) -> Metric:
    """M16: the answers by band, nearness, template and weekday; groups of fewer than five are left out."""
    mature = [one for one in past.invited if one.mature]
    keys: tuple[Callable[[Invitation], str], ...] = (_band, _nearness, _template, _weekday(past))
    parts = [part for key in keys for part in grouped(mature, key) if part.n >= ENOUGH]
    metric = share("M16", _("answers by group"), (one.replied for one in mature), tuple(parts))
    told = "; ".join(f"{part.label}: {part.text}" for part in parts)
    return metric._replace(text=told or _("too few yet in any group"))


def grouped(invitations: Iterable[Invitation], key: Callable[[Invitation], str]) -> list[Part]:
    """The answers of each group, in the order of their labels."""
    found: dict[str, list[bool]] = {}
    for one in invitations:
        label = key(one)
        if label:
            found.setdefault(label, []).append(one.replied)
    return [Part(label, sum(flags), len(flags)) for label, flags in sorted(found.items())]


def _band(one: Invitation) -> str:
    band = one.mail.band_at_sending
    return _("band {band}").format(band=band) if band else ""


def _nearness(one: Invitation) -> str:
    warmth = one.mail.warmth_at_sending
    if warmth is None:
        return ""
    return _("near") if warmth >= WARM else _("a little near") if warmth else _("strangers")


def _template(one: Invitation) -> str:
    return f"{kind_label(one.mail.kind)} {one.mail.lang}".rstrip()


def _weekday(past: Everything) -> Callable[[Invitation], str]:
    return lambda one: weekday_name(one.sent.astimezone(past.now.tzinfo).date(), language())


def _giving(past: Everything) -> Metric:
    outgoing = [
        bool(touch.give) or touch.kind == "share_article"
        for touch in past.touches
        if touch.full and touch.direction != "in" and past.within(stored_moment(touch.on))
    ]
    return share("M17", _("messages that gave something"), outgoing)


def _by(stored: str, limit: object) -> bool:
    moment = stored_moment(stored)
    return moment is not None and moment <= limit  # type: ignore[operator]  # a datetime
