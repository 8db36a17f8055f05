"""Names of levels, departments, stages and facts in the user's language (``glossary.md``)."""

from __future__ import annotations

from netx_tui.i18n import N_, _

LEVEL_LABELS = {
    "executive": N_("executive"),
    "department_head": N_("department head"),
    "hiring_manager": N_("hiring manager"),
    "team_lead": N_("team lead"),
    "senior": N_("senior"),
    "peer": N_("peer"),
    "junior": N_("junior"),
    "recruiter": N_("recruiter"),
    "unknown": N_("unknown level"),
}
DEPARTMENT_LABELS = {
    "data": N_("data"),
    "engineering": N_("engineering"),
    "it": N_("IT"),
    "product": N_("product"),
    "design": N_("design"),
    "research": N_("research"),
    "marketing": N_("marketing"),
    "sales": N_("sales"),
    "customer_success": N_("customer success"),
    "operations": N_("operations"),
    "finance": N_("finance"),
    "legal": N_("legal"),
    "people": N_("people (HR)"),
    "recruiting": N_("recruiting"),
    "consulting": N_("consulting"),
    "management": N_("management"),
    "education": N_("education"),
    "health": N_("health"),
    "other": N_("other"),
}
TIER_LABELS = {
    "inner": N_("inner circle"),
    "active": N_("active"),
    "wide": N_("wide"),
    "light": N_("light"),
    "none": N_("none"),
}
STAGE_LABELS = {
    "lead": N_("lead"),
    "shortlisted": N_("shortlisted"),
    "invited": N_("invited"),
    "nudged": N_("reminded"),
    "in_dialogue": N_("in dialogue"),
    "scheduled": N_("scheduled"),
    "met": N_("met"),
    "in_touch": N_("in touch"),
    "dormant": N_("dormant"),
    "declined": N_("declined"),
    "parked": N_("parked"),
    "archived": N_("archived"),
}
FACT_LABELS = {
    "department": N_("department"),
    "level": N_("level"),
    "tenure": N_("time in the company"),
}
FACT_FIELDS = {"department": "department", "level": "level", "tenure": "company_since"}
"""The field of a contact in which each core fact is typed."""


def level_label(level: str) -> str:
    """The name of a level."""
    return _(LEVEL_LABELS.get(level, level))


def department_label(department: str) -> str:
    """The name of a department; the user's own words stay as they are."""
    return _(DEPARTMENT_LABELS[department]) if department in DEPARTMENT_LABELS else department


def stage_label(stage: str) -> str:
    """The name of a stage."""
    return _(STAGE_LABELS.get(stage, stage))


def fact_label(fact: str) -> str:
    """The name of a core fact."""
    return _(FACT_LABELS.get(fact, fact))


def tier_label(tier: str) -> str:
    """The name of a circle in the user's language; a word that is none as it stands."""
    return _(TIER_LABELS[tier]) if tier in TIER_LABELS else tier
