"""The people and companies of the worked examples, and short ways to score them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from netx_tui.domain.contacts import Company, Contact, StageChange, Touch
from netx_tui.domain.history import histories
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring import Person, Score, Scorer
from netx_tui.domain.scoring_rules import ScoringRules, rules_from
from netx_tui.domain.text import same_name

SCORING_YAML = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
TODAY = date(2026, 11, 23)
NORDLICHT, KRANICH, BLAUPAUSE = "Nordlicht Analytics", "Kranich Werke", "Blaupause Software"
HAVELLAND, FJORDBANK = "Havelland Versicherung", "Fjordbank"
COMPANIES = (
    Company("c1", NORDLICHT, 5, 400),
    Company("c2", KRANICH, 4, 2600),
    Company("c3", BLAUPAUSE, 3, 34),
    Company("c4", HAVELLAND, 1, 5200),
    Company("c5", FJORDBANK, 4, 900),
)
BY_NAME = {same_name(company.name): company for company in COMPANIES}


def data() -> dict[str, Any]:
    """What stands under ``scoring:`` in the file that ships."""
    found: dict[str, Any] = yaml.safe_load(SCORING_YAML.read_text(encoding="utf-8"))["scoring"]
    return found


RULES: ScoringRules = rules_from(data())
LOOKING_FOR_DATA = Profile(target_departments=("data",))


def since(months: int) -> str:
    """The month that lies ``months`` back."""
    years, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    return f"{years:04}-{month + 1:02}"


def on(days_ago: int) -> str:
    """The day that lies ``days_ago`` back."""
    return (TODAY - timedelta(days=days_ago)).isoformat()


def someone(name: str = "Pat Kim", company: str = NORDLICHT, **facts: Any) -> Contact:
    """A contact; ``months`` gives the time in the company."""
    if "months" in facts:
        facts["company_since"] = since(facts.pop("months"))
    return Contact(facts.pop("id", name.split(maxsplit=1)[0].lower()), name, company=company, **facts)


AYLA = someone(
    "Ayla Brandt", department="data", level="department_head", months=52, alumni=True, mutual_connections=8
)
BEA = someone(
    "Bea Altmann",
    BLAUPAUSE,
    department="data",
    level="team_lead",
    months=18,
    shared_community=True,
    mutual_connections=7,
    responsiveness="replied_fast",
)
LENA = someone(
    "Lena Fuchs",
    HAVELLAND,
    department="data",
    level="department_head",
    months=120,
    referral_by="Kim",
    alumni=True,
    mutual_connections=10,
)
DORA = someone(
    "Dora Nyman",
    KRANICH,
    department="engineering",
    level="executive",
    months=48,
    shared_community=True,
    mutual_connections=3,
)
THEO = someone(
    "Theo Lindqvist",
    department="legal",
    level="department_head",
    months=96,
    alumni=True,
    mutual_connections=4,
)
NADIA = someone("Nadia Bergen", KRANICH)
JONAS = someone("Jonas Petri", department="marketing", level="junior", months=3, mutual_connections=2)
RUTH = someone(
    "Ruth Adler",
    department="data",
    level="team_lead",
    months=60,
    referral_by="Kim",
    do_not_contact=True,
)
SINA = someone(
    "Sina Vogel", KRANICH, department="data", level="hiring_manager", months=26, mutual_connections=1
)
KOFI = someone(
    "Kofi Hartmann", BLAUPAUSE, department="data", level="peer", months=4, alumni=True, mutual_connections=6
)
EVERYBODY = (AYLA, BEA, LENA, DORA, THEO, NADIA, JONAS, RUTH, SINA, KOFI)
TOUCHES = (Touch("t1", "bea", on(20), "call"),)


def scorer(profile: Profile = LOOKING_FOR_DATA, rules: ScoringRules = RULES, today: date = TODAY) -> Scorer:
    """A scorer for the day of the examples."""
    return Scorer(rules, profile, today)


def people(*contacts: Contact, by: Scorer | None = None) -> list[Person]:
    """The contacts scored; everybody of the examples where none is named."""
    return (by or scorer()).people(contacts or EVERYBODY, BY_NAME, histories(TOUCHES, ()))


def score_of(contact: Contact, by: Scorer | None = None) -> Score:
    """The full score of one contact."""
    by = by or scorer()
    return by.score(people(contact, by=by)[0])


def entered(contact: Contact, stage: str, days_ago: int = 0) -> Contact:
    """``contact`` after a step to ``stage``."""
    change = StageChange(f"{on(days_ago)}T10:00:00+01:00", contact.stage, stage)
    return contact._replace(stage=stage, stage_log=(*contact.stage_log, change))
