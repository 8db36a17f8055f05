"""Is this the best person to learn from? The better one in the same company, or where to search on.

Source: ``product``, 1 Choose, *Better person rule*, and R19-R21.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netx_tui.domain.scoring import UNRATED_MOTIVATION, Person
from netx_tui.domain.scoring_rules import ScoringRules

WARM = 8
"""Warmth from which a person may be asked for an introduction."""
OUT_OF_PLAY = ("parked", "archived")
CANDIDATES_KEPT = 2

SEARCH_TITLES_EN = ("Head of {en}", "{en} Lead")
SEARCH_TITLES_DE = ("Leitung {de}", "Teamleitung {de}")
SEARCH_WORDS = {
    "data": ("Data", "Daten"),
    "engineering": ("Engineering", "Entwicklung"),
    "it": ("IT", "IT"),
    "product": ("Product", "Produktmanagement"),
    "design": ("Design", "Design"),
    "research": ("Research", "Forschung"),
    "marketing": ("Marketing", "Marketing"),
    "sales": ("Sales", "Vertrieb"),
    "customer_success": ("Customer Success", "Kundenbetreuung"),
    "operations": ("Operations", "Betrieb"),
    "finance": ("Finance", "Finanzen"),
    "legal": ("Legal", "Recht"),
    "people": ("People", "Personal"),
    "recruiting": ("Recruiting", "Recruiting"),
    "consulting": ("Consulting", "Beratung"),
    "management": ("Strategy", "Strategie"),
    "education": ("Education", "Bildung"),
    "health": ("Health", "Gesundheit"),
}


class Proposal(NamedTuple):
    """What to do instead.

    ``kind`` is one of ``none prefer ask_for_intro keep_searching research_first blocked``;
    ``contact``, ``name`` and ``gain`` (points) name the better person, if there is one.
    """

    kind: str
    contact: str = ""
    name: str = ""
    gain: int = 0


NO_PROPOSAL = Proposal("none")


def candidates(people: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    """The best possible people of each company (keyed by folded name), best first."""
    found: dict[str, list[Person]] = {}
    for person in people:
        fits = person.fit in ("same", "adjacent") and person.standing.band not in "X?"
        if fits and person.place and person.contact.stage not in OUT_OF_PLAY:
            found.setdefault(person.place, []).append(person)
    return {
        place: tuple(sorted(group, key=lambda person: person.order)[:CANDIDATES_KEPT])
        for place, group in found.items()
    }


def motivation_of(person: Person) -> int:
    """How much the user wants this person's company, 0 to 5; an unrated one counts as 2, none as 0."""
    if not person.place:
        return 0
    rated = person.company.motivation if person.company else None
    return UNRATED_MOTIVATION if rated is None else rated


def propose(
    person: Person,
    best: Mapping[str, tuple[Person, ...]],
    rules: ScoringRules,
    *,
    always: bool = False,
) -> Proposal:
    """The proposal for ``person``; band A gets one only when asked for (``always``, before an invitation)."""
    standing = person.standing
    if standing.band == "A" and not always:
        return NO_PROPOSAL
    better = next(
        (
            other
            for other in best.get(person.place, ())
            if other.contact.id != person.contact.id
            and other.standing.score >= standing.score + rules.min_gain
        ),
        None,
    )
    named = (
        (better.contact.id, better.contact.name, better.standing.score - standing.score)
        if better
        else ("", "", 0)
    )
    if standing.band == "X":
        return Proposal("blocked", *named)
    if standing.band == "?":
        return Proposal("research_first", *named)
    if better:
        return Proposal("ask_for_intro" if standing.warmth >= WARM else "prefer", *named)
    if standing.band in "CD" and person.place and motivation_of(person) >= rules.min_motivation:
        return Proposal("keep_searching")
    return NO_PROPOSAL


def search_words(department: str, company: str) -> str:
    """Words to paste into a search: likely titles in English and German, and the company (R21)."""
    english, german = SEARCH_WORDS.get(department, (department.title(), department.title()))
    titles = [title.format(en=english) for title in SEARCH_TITLES_EN]
    titles += [title.format(de=german) for title in SEARCH_TITLES_DE]
    return " OR ".join(f'"{title}"' for title in dict.fromkeys(titles)) + f" {company}"
