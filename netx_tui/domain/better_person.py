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

SEARCH_TITLES = ("Head of {english}", "{english} Lead", "Leitung {german}", "Teamleiter {team}")
"""Titles of department heads and team leads as people write them, in English and German (R21)."""
SEARCH_WORDS = {
    "data": ("Data", "Daten", "Analytics"),
    "engineering": ("Engineering", "Entwicklung", "Softwareentwicklung"),
    "it": ("IT", "IT", "IT"),
    "product": ("Product", "Produktmanagement", "Produkt"),
    "design": ("Design", "Design", "UX"),
    "research": ("Research", "Forschung", "Forschung"),
    "marketing": ("Marketing", "Marketing", "Marketing"),
    "sales": ("Sales", "Vertrieb", "Vertrieb"),
    "customer_success": ("Customer Success", "Kundenbetreuung", "Kundenservice"),
    "operations": ("Operations", "Betrieb", "Operations"),
    "finance": ("Finance", "Finanzen", "Controlling"),
    "legal": ("Legal", "Recht", "Recht"),
    "people": ("People", "Personal", "HR"),
    "recruiting": ("Recruiting", "Recruiting", "Talent Acquisition"),
    "consulting": ("Consulting", "Beratung", "Consulting"),
    "management": ("Strategy", "Strategie", "Unternehmensentwicklung"),
    "education": ("Education", "Bildung", "Weiterbildung"),
    "health": ("Health", "Gesundheit", "Pflege"),
}
"""Department -> its name in an English title, in the German title of a head, and of a team lead."""


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
    own = " ".join(word[:1].upper() + word[1:] for word in department.replace("_", " ").split())
    english, german, team = SEARCH_WORDS.get(department, (own, own, own))
    titles = (title.format(english=english, german=german, team=team) for title in SEARCH_TITLES)
    firm = company.replace('"', "")
    place = f'"{firm}"' if " " in firm else firm
    return " OR ".join(f'"{title}"' for title in titles) + f" {place}"
