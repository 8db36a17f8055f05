"""The orders a list of people can have besides best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netx_tui.i18n import N_

if TYPE_CHECKING:
    from netx_tui.services.ranking import Ranking

SORTS = {
    "score": N_("score"),
    "name": N_("name"),
    "company": N_("company"),
    "stage": N_("stage"),
    "recent": N_("last changed"),
    "potential": N_("potential"),
}
STAGE_ORDER = (
    "shortlisted",
    "in_dialogue",
    "scheduled",
    "invited",
    "nudged",
    "met",
    "in_touch",
    "lead",
    "dormant",
    "parked",
    "declined",
    "archived",
)
"""How a list by stage is ordered: what is in progress comes first."""


def in_order(ranking: Ranking, ids: list[str], sort: str) -> list[str]:
    """``ids``, which come best first, in the order ``sort`` (a key of ``SORTS``)."""
    person = ranking.person
    if sort == "name":
        ids.sort(key=lambda id_: person(id_).contact.name.casefold())
    elif sort == "company":
        ids.sort(key=lambda id_: (not person(id_).contact.company, person(id_).contact.company.casefold()))
    elif sort == "stage":
        places = {stage: place for place, stage in enumerate(STAGE_ORDER)}
        ids.sort(key=lambda id_: places.get(person(id_).contact.stage, 99))
    elif sort == "recent":
        ids.sort(key=lambda id_: person(id_).contact.updated, reverse=True)
    elif sort == "potential":
        ids.sort(key=lambda id_: -ranking.explained(id_).score.potential)
    return ids
