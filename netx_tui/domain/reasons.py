"""The sentences of a score: why these points, why this cap, what to find out next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netx_tui.domain.figures import figure
from netx_tui.domain.labels import department_label, level_label
from netx_tui.domain.scoring import Gate, Reason
from netx_tui.domain.scoring_rules import WHOLE
from netx_tui.i18n import N_, _, ngettext

FIT_TEXTS = {
    "same": N_("same department ({department})"),
    "adjacent": N_("adjacent department ({department})"),
    "recruiting": N_("recruiting, not the department itself"),
    "other": N_("other department ({department})"),
    "unknown": N_("department not known"),
}
ANSWER_TEXTS = {
    "replied_fast": N_("replied fast"),
    "replied": N_("replied"),
    "none_yet": N_("no answer yet"),
    "unanswered_1": N_("one mail unanswered"),
    "unanswered_2": N_("two mails unanswered"),
}
PATH_TEXTS = {
    "referral": N_("referral"),
    "former_colleague": N_("former colleague"),
    "alumni": N_("alumni"),
    "shared_community": N_("shared community"),
}
GATE_TEXTS = {
    "newcomer_other_department": N_("newcomer in another department"),
    "low_motivation": N_("company is not a target"),
}
BLOCKED_TEXTS = {
    "do_not_contact": N_("blocked: do not contact"),
    "declined": N_("blocked: said no a short while ago"),
}


def reason_text(reason: Reason) -> str:
    """One reason as the card and the command line show it, without its points."""
    return _TEXTS[reason.code](reason.values)


def short_reason(reason: Reason) -> str:
    """One reason with its points in a few characters, for a line of the list."""
    values = reason.values
    if reason.code == "company_fit":
        words = _("company {motivation}/5").format(motivation=values["motivation"])
    elif reason.code == "department_fit":
        words = department_label(values["department"]) or _("department")
    elif reason.code == "tenure":
        words = ngettext("{months} month", "{months} months", values["months"]).format(**values)
    elif reason.code == "warmth":
        words = ", ".join(_warm_parts(values))
    else:
        words = reason_text(reason)
    return f"{reason.points:+d} {words}"


def gate_text(gate: Gate) -> str:
    """Why a score cannot go higher."""
    if gate.code == "blocked":
        return _(BLOCKED_TEXTS[gate.values["cause"]])
    return _(GATE_TEXTS[gate.code])


def _company(values: Mapping[str, Any]) -> str:
    told = (
        _("company motivation {motivation}/5")
        if values["rated"]
        else _("company not rated yet, counts as {motivation}/5")
    )
    return told.format(motivation=values["motivation"])


def _department(values: Mapping[str, Any]) -> str:
    return _(FIT_TEXTS[values["fit"]]).format(department=department_label(values["department"]))


def _influence(values: Mapping[str, Any]) -> str:
    label = _("executive of a small firm") if values["decides"] else level_label(values["level"])
    factor = values["factor"]
    return label if factor == WHOLE else f"{label} x{figure(f'{factor / WHOLE:g}')}"


def _tenure(values: Mapping[str, Any]) -> str:
    months = values["months"]
    if months < 12:
        return ngettext(
            "only {months} month in the company", "only {months} months in the company", months
        ).format(months=months)
    return _("{months} months in the company").format(months=months)


def _warmth(values: Mapping[str, Any]) -> str:
    return _("warm path: {parts}").format(parts=", ".join(_warm_parts(values)))


def _warm_parts(values: Mapping[str, Any]) -> list[str]:
    parts = [_(PATH_TEXTS[path]) for path in values["paths"]]
    mutual = values["mutual"]
    if mutual:
        parts.append(ngettext("{count} mutual", "{count} mutual", mutual).format(count=mutual))
    return parts


def _answer(values: Mapping[str, Any]) -> str:
    return _(ANSWER_TEXTS.get(values["answer"], ""))


def _recency(values: Mapping[str, Any]) -> str:
    return _("last touch {days} d ago").format(days=values["days"])


def _stale(values: Mapping[str, Any]) -> str:
    return _("facts checked {days} d ago").format(days=values["days"])


_TEXTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "company_fit": _company,
    "department_fit": _department,
    "influence": _influence,
    "tenure": _tenure,
    "warmth": _warmth,
    "responsiveness": _answer,
    "recency": _recency,
    "stale_profile": _stale,
}
