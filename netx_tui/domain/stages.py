"""The path of a contact: which stage may follow which, and what guards each (``pipeline.md``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.formula import Standing
from netx_tui.domain.labels import stage_label
from netx_tui.domain.scoring import declined_on
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.shortlist import Taken, entered_on, taken_text
from netx_tui.i18n import _, ngettext

NEXT_STAGES: Mapping[str, tuple[str, ...]] = {
    "lead": ("shortlisted", "parked", "archived"),
    "shortlisted": ("invited", "lead", "parked", "archived"),
    "invited": ("in_dialogue", "nudged", "scheduled", "declined", "parked"),
    "nudged": ("in_dialogue", "scheduled", "declined", "parked"),
    "in_dialogue": ("scheduled", "declined", "parked"),
    "scheduled": ("met", "in_dialogue", "declined", "parked"),
    "met": ("in_touch", "archived"),
    "in_touch": ("scheduled", "dormant", "archived"),
    "dormant": ("in_touch", "scheduled", "archived"),
    "declined": ("shortlisted", "archived"),
    "parked": ("shortlisted", "archived"),
    "archived": ("lead",),
}
WOKEN_BY_REPLY = ("shortlisted", "parked", "declined")
"""Where a reply leads to ``in_dialogue`` although nobody waited for it (``decisions.md``, *Stages*)."""
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "in_dialogue": (*WOKEN_BY_REPLY, "invited", "nudged"),
    "declined": ("invited", "nudged", "in_dialogue"),
    "in_touch": ("dormant",),
}
"""Stages that only an answer leads to, and from where it does (``decisions.md``, *Stages*)."""
BY_ITSELF = ("scheduled", "met", "dormant")
"""Stages that follow from a talk or from time, never from a choice."""
PARKED_DAYS = 90
"""Days before somebody who was parked goes back to the shortlist."""


class Situation(NamedTuple):
    """What a guard needs to know besides the contact: scores, the company and the week."""

    today: date
    standing: Standing
    rules: ScoringRules
    shortlisted: int = 0
    shortlisted_here: int = 0
    taken_by: Taken | None = None
    """Who keeps the company taken, so that nobody else there is invited."""
    invited_this_week: int = 0


def choices(stage: str) -> tuple[str, ...]:
    """The stages that a person may be moved to by hand."""
    return tuple(to for to in _allowed(stage) if to not in BY_ITSELF)


def check(contact: Contact, to: str, situation: Situation, reason: str = "") -> None:
    """Raise ``RuleRefused`` where the path or a guard says no; a reason overrides what may be overridden."""
    if to == contact.stage:
        raise RuleRefused(
            _("{name} is already {stage}.").format(name=contact.name, stage=stage_label(to)), rule="same"
        )
    _check_path(contact, to, reason)
    guard = _GUARDS.get(to)
    if guard:
        guard(contact, situation, reason)


def cause_of(contact: Contact, to: str, situation: Situation, reason: str = "") -> str:
    """Why somebody whom the user moves by hand comes to the stage ``to``.

    ``override`` where only the reason lets them pass a guard, ``reply`` where the stage says that they
    answered, ``restore`` from the archive, else ``chosen``.
    """
    if reason:
        try:
            check(contact, to, situation)
        except RuleRefused:
            return "override"
    if contact.stage in ANSWERS.get(to, ()):
        return "reply"
    return "restore" if contact.stage == "archived" else "chosen"


def changed(contact: Contact, to: str, at: datetime, *, cause: str, reason: str = "") -> dict[str, Any]:
    """The fields of an update that moves ``contact`` to the stage ``to`` and records why.

    The item's id holds time and place in the log, so that two steps of one moment do not meet.
    """
    rank = len(contact.stage_log)
    entry = {
        "at": at.isoformat(timespec="seconds"),
        "from": contact.stage,
        "to": to,
        "cause": cause,
        "reason": reason,
        "rank": f"{rank:06}",
    }
    return {
        "stage": to,
        f"stage_log.s{at:%Y%m%d%H%M%S%f}_{rank}": {key: text for key, text in entry.items() if text},
    }


def _check_path(contact: Contact, to: str, reason: str) -> None:
    if to in BY_ITSELF:
        raise RuleRefused(
            _("'{stage}' comes by itself, from a talk or with time; it cannot be chosen.").format(
                stage=stage_label(to)
            ),
            rule="by_itself",
        )
    allowed = _allowed(contact.stage)
    skipped = contact.stage == "lead" and to == "invited"
    if to in allowed or (skipped and reason):
        return
    if skipped:
        raise RuleRefused(
            _("Put {name} on the shortlist before inviting, or give a reason for the exception.").format(
                name=contact.name
            ),
            rule="R11",
            overridable=True,
        )
    raise RuleRefused(
        _("From '{stage}' {name} can go to: {allowed}.").format(
            stage=stage_label(contact.stage),
            name=contact.name,
            allowed=", ".join(stage_label(stage) for stage in choices(contact.stage)),
        ),
        rule="path",
    )


def _guard_shortlist(contact: Contact, now: Situation, reason: str) -> None:
    rules = now.rules
    _refuse_blocked(contact, now)
    if now.shortlisted >= rules.shortlist_size:
        raise RuleRefused(
            _("The shortlist is full ({size}). Take somebody off it first.").format(
                size=rules.shortlist_size
            ),
            rule="shortlist_full",
        )
    if contact.company and now.shortlisted_here >= rules.max_per_company:
        raise RuleRefused(
            ngettext(
                "{count} person of {company} is on the shortlist already; take them off it first.",
                "{count} people of {company} are on the shortlist already; take one off it first.",
                rules.max_per_company,
            ).format(count=rules.max_per_company, company=contact.company),
            rule="company_full",
        )
    if reason:
        return
    wait = _cool_down(contact, now.today)
    if wait > 0:
        raise RuleRefused(
            ngettext(
                "{name}: wait {days} more day before asking again, or give a reason.",
                "{name}: wait {days} more days before asking again, or give a reason.",
                wait,
            ).format(name=contact.name, days=wait),
            rule="cool_down",
            overridable=True,
        )
    if now.standing.band not in "AB":
        raise RuleRefused(
            _(
                "{name} is in band {band}; the shortlist is for A and B. Give a reason to do it anyway."
            ).format(name=contact.name, band=now.standing.band),
            rule="band",
            overridable=True,
        )


def _guard_invitation(contact: Contact, now: Situation, reason: str) -> None:
    _refuse_blocked(contact, now)
    if reason:
        return
    if now.taken_by:
        raise RuleRefused(
            _("{taken} Wait, or give a reason.").format(taken=taken_text(now.taken_by)),
            rule="company_taken",
            overridable=True,
        )
    if now.invited_this_week >= now.rules.invitations_per_week:
        raise RuleRefused(
            ngettext(
                "{count} invitation went out this week, that is enough. Wait for Monday, or give a reason.",
                "{count} invitations went out this week, that is enough. Wait for Monday, or give a reason.",
                now.invited_this_week,
            ).format(count=now.invited_this_week),
            rule="week_full",
            overridable=True,
        )


def _guard_nudge(contact: Contact, _now: Situation, _reason: str) -> None:
    if any(step.to_stage == "nudged" for step in _since_invited(contact)):
        raise RuleRefused(
            _("{name} was reminded once already; once is enough.").format(name=contact.name), rule="one_nudge"
        )


def _since_invited(contact: Contact) -> list[Any]:
    steps = list(contact.stage_log)
    invited = [number for number, step in enumerate(steps) if step.to_stage == "invited"]
    return steps[invited[-1] :] if invited else steps


def _guard_in_touch(contact: Contact, _now: Situation, _reason: str) -> None:
    if not contact.tier:
        raise RuleRefused(
            _("Choose a circle for {name} first: inner, active, wide, light or none.").format(
                name=contact.name
            ),
            rule="circle",
        )


def _refuse_blocked(contact: Contact, now: Situation) -> None:
    if now.standing.band != "X":
        return
    declined = None if contact.do_not_contact else declined_on(contact)
    if declined is None:
        sentence = _("{name} is marked 'do not contact'. If that has changed, take the mark away first.")
        if not contact.do_not_contact:
            sentence = _("{name} said no. Leave them in peace, unless they write first.")
        raise RuleRefused(sentence.format(name=contact.name), rule="blocked")
    again = declined + timedelta(days=now.rules.declined_cooldown_days)
    raise RuleRefused(
        _("{name} said no on {day}. Leave them in peace until {again}, unless they write first.").format(
            name=contact.name, day=told_day(declined, now.today), again=told_day(again, now.today)
        ),
        rule="blocked",
    )


def _allowed(stage: str) -> tuple[str, ...]:
    # a word that is no stage (somebody edited the file by hand) leads back to the beginning
    further = NEXT_STAGES.get(stage, ("lead",))
    return ("in_dialogue", *further) if stage in WOKEN_BY_REPLY else further


def _cool_down(contact: Contact, today: date) -> int:
    """Days a parked person still rests; 0 where there is nothing to wait for."""
    parked = entered_on(contact, "parked") if contact.stage == "parked" else None
    return max(0, PARKED_DAYS - (today - parked).days) if parked else 0


_GUARDS: Mapping[str, Callable[[Contact, Situation, str], None]] = {
    "shortlisted": _guard_shortlist,
    "invited": _guard_invitation,
    "nudged": _guard_nudge,
    "in_touch": _guard_in_touch,
}
