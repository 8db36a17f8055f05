"""Is this the best person to learn from? The proposals of the worked examples, and the rule's corners."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.better_person import Proposal, candidates, propose, search_words
from netx_tui.domain.contacts import Contact
from tests.domain.examples import (
    AYLA,
    DORA,
    EVERYBODY,
    FJORDBANK,
    HAVELLAND,
    JONAS,
    KOFI,
    KRANICH,
    LENA,
    NADIA,
    RULES,
    RUTH,
    SINA,
    THEO,
    entered,
    people,
    someone,
)


def proposed(contact: Contact, *others: Contact, always: bool = False) -> Proposal:
    everybody = people(*(others or EVERYBODY), contact)
    return propose(everybody[-1], candidates(everybody), RULES, always=always)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (AYLA, Proposal("none")),
        (LENA, Proposal("none")),
        (SINA, Proposal("none")),
        (DORA, Proposal("prefer", "sina", "Sina Vogel", 20)),
        (THEO, Proposal("ask_for_intro", "ayla", "Ayla Brandt", 41)),
        (KOFI, Proposal("ask_for_intro", "bea", "Bea Altmann", 36)),
        (NADIA, Proposal("research_first", "sina", "Sina Vogel", 49)),
        (JONAS, Proposal("prefer", "ayla", "Ayla Brandt", 78)),
        (RUTH, Proposal("blocked", "ayla", "Ayla Brandt", 78)),
    ],
    ids=lambda value: value.name if isinstance(value, Contact) else value.kind,
)
def test_the_proposals_of_the_worked_examples(contact: Contact, expected: Proposal) -> None:
    assert proposed(contact) == expected


def peer(name: str, company: str = FJORDBANK, **facts: object) -> Contact:
    return someone(name, company, **({"department": "data", "level": "peer", "months": 30} | facts))


def test_without_a_candidate_a_wanted_company_is_searched_on() -> None:
    weak = peer("Ole Berg", department="legal")
    assert proposed(weak, weak) == Proposal("keep_searching")


def test_a_company_that_is_hardly_wanted_is_not_searched_on() -> None:
    weak = peer("Ole Berg", HAVELLAND, department="legal")
    assert proposed(weak, weak) == Proposal("none")
    unrated = peer("Ole Berg", "Elsewhere", department="legal")
    assert proposed(unrated, unrated) == Proposal("none")


def test_ten_points_more_are_better_and_nine_are_not() -> None:
    boss = peer("Ada Bell", level="team_lead")
    gains = {
        mutual: proposed(peer("Ole Berg", months=18, mutual_connections=mutual), boss).gain
        for mutual in (2, 3)
    }
    assert gains == {2: 10, 3: 0}


@pytest.mark.parametrize(
    "better",
    [
        SINA._replace(company="Elsewhere"),
        SINA._replace(department="legal"),
        SINA._replace(do_not_contact=True),
        entered(SINA, "parked"),
        entered(SINA, "archived"),
        entered(SINA, "declined", 3),
        SINA._replace(department="", company_since="", mutual_connections=None),
    ],
)
def test_nobody_out_of_play_is_named(better: Contact) -> None:
    assert proposed(DORA, better).contact == ""


def test_somebody_met_already_may_be_named() -> None:
    assert proposed(DORA, entered(SINA, "met")).contact == "sina"


def test_band_a_is_asked_about_only_before_an_invitation() -> None:
    good = someone("Mira Okafor", department="data", level="senior", months=60, alumni=True)
    assert people(good)[0].standing.band == "A"
    assert proposed(good, AYLA).kind == "none"
    assert proposed(good, AYLA, always=True).contact == "ayla"


def test_people_without_a_company_are_nobodys_better_person() -> None:
    assert proposed(NADIA._replace(company=""), SINA._replace(company="")).contact == ""


def test_the_best_of_equals_is_named_by_the_order_of_the_list() -> None:
    twin = SINA._replace(id="zoe", name="aaron Vogel")
    assert proposed(DORA, SINA, twin).name == "aaron Vogel"


@pytest.mark.parametrize(
    ("department", "company", "expected"),
    [
        (
            "data",
            FJORDBANK,
            '"Head of Data" OR "Data Lead" OR "Leitung Daten" OR "Teamleiter Analytics" Fjordbank',
        ),
        (
            "machine_learning",
            KRANICH,
            '"Head of Machine Learning" OR "Machine Learning Lead" OR "Leitung Machine Learning" '
            'OR "Teamleiter Machine Learning" "Kranich Werke"',
        ),
        ("it", 'The "Firm"', '"Head of IT" OR "IT Lead" OR "Leitung IT" OR "Teamleiter IT" "The Firm"'),
    ],
)
def test_search_words_are_ready_to_paste(department: str, company: str, expected: str) -> None:
    assert search_words(department, company) == expected


levels = st.sampled_from(("junior", "peer", "senior", "team_lead", "department_head", ""))
crowd = st.lists(
    st.builds(
        lambda number, level, department, months, mutual: someone(
            f"P{number} Q",
            KRANICH,
            level=level,
            department=department,
            months=months,
            mutual_connections=mutual,
        ),
        st.integers(0, 30),
        levels,
        st.sampled_from(("data", "product", "legal", "")),
        st.integers(0, 80),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda contact: contact.id,
)


@settings(max_examples=60, deadline=None)
@given(crowd)
def test_whoever_is_named_is_really_better(contacts: list[Contact]) -> None:
    everybody = people(*contacts)
    by_id = {person.contact.id: person for person in everybody}
    best = candidates(everybody)
    for person in everybody:
        proposal = propose(person, best, RULES, always=True)
        rivals = [
            other.standing.score
            for other in everybody
            if other.fit in ("same", "adjacent") and other.standing.band not in "X?"
        ]
        top = max((score for score in rivals if score >= person.standing.score + 10), default=None)
        assert (top is None) == (proposal.contact == "")
        if proposal.contact:
            assert by_id[proposal.contact].standing.score == top
            assert proposal.gain == by_id[proposal.contact].standing.score - person.standing.score >= 10
