"""The score of a contact: the worked examples to the point and to the word, and what always holds."""

from __future__ import annotations

import itertools
from datetime import date, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.contacts import LEVELS, RESPONSIVENESS, Company, Contact, Mail, Touch
from netx_tui.domain.formula import Facts, mutual_points, potential, stand
from netx_tui.domain.history import NO_HISTORY, History, histories
from netx_tui.domain.profile import Profile
from netx_tui.domain.reasons import gate_text, reason_text
from netx_tui.domain.scoring import Score, fit_text, score
from netx_tui.domain.scoring_rules import FITS
from tests.domain import examples
from tests.domain.examples import (
    BLAUPAUSE,
    KOFI,
    KRANICH,
    NORDLICHT,
    RULES,
    TODAY,
    entered,
    on,
    score_of,
    scorer,
    someone,
)

EXAMPLES = {
    "Ayla": (
        "78 78 A 78",
        "+20 company motivation 5/5; +20 same department (data); +18 department head; "
        "+12 warm path: alumni, 8 mutual; +8 52 months in the company",
    ),
    "Bea": (
        "70 70 A 70",
        "+20 same department (data); +14 team lead; +12 company motivation 3/5; "
        "+9 warm path: shared community, 7 mutual; +8 replied fast; +4 last touch 20 d ago; "
        "+3 18 months in the company",
    ),
    "Lena": (
        "64 70 B 64",
        "+20 same department (data); +18 department head; +18 warm path: referral, alumni, 10 mutual; "
        "+10 120 months in the company; +4 company motivation 1/5; gate: company is not a target",
    ),
    "Dora": (
        "45 45 B 45",
        "+16 company motivation 4/5; +8 adjacent department (engineering); +8 48 months in the company; "
        "+7 warm path: shared community, 3 mutual; +6 executive x0.7",
    ),
    "Theo": (
        "37 37 C 37",
        "+20 company motivation 5/5; -10 other department (legal); +10 96 months in the company; "
        "+10 warm path: alumni, 4 mutual; +7 department head x0.4",
    ),
    "Nadia": ("16..66 16 ? 66", "+16 company motivation 4/5"),
    "Jonas": (
        "0 -2 D 0",
        "+20 company motivation 5/5; -15 only 3 months in the company; -10 other department (marketing); "
        "+3 warm path: 2 mutual; gate: newcomer in another department",
    ),
    "Ruth": (
        "0 74 X 0",
        "+20 company motivation 5/5; +20 same department (data); +14 team lead; "
        "+10 60 months in the company; +10 warm path: referral; gate: blocked: do not contact",
    ),
    "Sina": (
        "65 65 A 65",
        "+20 same department (data); +20 hiring manager; +16 company motivation 4/5; "
        "+8 26 months in the company; +1 warm path: 1 mutual",
    ),
    "Kofi": (
        "34 34 C 34",
        "+20 same department (data); -15 only 4 months in the company; +12 company motivation 3/5; "
        "+11 warm path: alumni, 6 mutual; +6 peer",
    ),
}


def told(found: Score) -> tuple[str, str]:
    lines = [f"{reason.points:+d} {reason_text(reason)}" for reason in found.reasons]
    lines += [f"gate: {gate_text(gate)}" for gate in found.gates]
    return f"{fit_text(found)} {found.raw} {found.band} {found.potential}", "; ".join(lines)


def points(found: Score, code: str) -> int:
    return sum(reason.points for reason in found.reasons if reason.code == code)


def a_fact(contact: Contact, code: str, history: History = NO_HISTORY) -> int:
    by = scorer()
    return points(by.score(by.person(contact, None, history)), code)


@pytest.mark.parametrize("contact", examples.EVERYBODY, ids=lambda contact: contact.given or contact.id)
def test_the_worked_examples_come_out_to_the_word(contact: Contact) -> None:
    assert told(score_of(contact)) == EXAMPLES[contact.name.split()[0]]


def test_the_best_stand_first_and_the_blocked_last() -> None:
    ordered = sorted(examples.people(), key=lambda person: person.order)
    names = [person.contact.name.split()[0] for person in ordered]
    assert names == ["Ayla", "Bea", "Sina", "Lena", "Dora", "Theo", "Kofi", "Nadia", "Jonas", "Ruth"]


def test_somebody_who_wants_in_forgives_newcomers() -> None:
    by = scorer(Profile(target_departments=("data",), purpose="get_in"))
    found = score_of(KOFI, by)
    assert (found.score, found.band, points(found, "tenure")) == (44, "C", -5)


def test_the_maxima_add_to_exactly_one_hundred() -> None:
    perfect = facts(referral=True, alumni=True, responsiveness="replied_fast", touched_days_ago=30, months=60)
    assert stand(perfect, RULES).raw == stand(perfect, RULES).score == 100
    assert {reason.points for reason in score(perfect, RULES).reasons} == {20, 18, 10, 8, 4}


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, -15), (5, -15), (6, -5), (11, -5), (12, 3), (23, 3), (24, 8), (59, 8), (60, 10), (400, 10)],
)
def test_time_in_the_company(months: int, expected: int) -> None:
    assert a_fact(someone(months=months), "tenure") == expected


def test_a_month_to_come_counts_as_just_begun_and_nonsense_as_unknown() -> None:
    assert a_fact(someone(company_since="2027-03"), "tenure") == -15
    assert score_of(someone(company_since="spring")).known == 1


MUTUAL = {0: 0, 1: 1, 2: 3, 3: 4, 4: 4, 5: 5, 8: 6, 10: 6, 14: 6, 20: 4, 30: 2, 40: 1, 60: 0, 100_000: 0}


@pytest.mark.parametrize(("mutual", "expected"), MUTUAL.items())
def test_mutual_connections_help_until_ten_and_less_after(mutual: int, expected: int) -> None:
    assert mutual_points(mutual, RULES) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, -6), (13, -6), (14, 4), (90, 4), (91, 1), (365, 1), (366, 3)]
)
def test_the_last_touch(days: int, expected: int) -> None:
    history = histories([Touch("t", "pat", on(days), "call")], ())["pat"]
    assert a_fact(someone(), "recency", history) == expected


def test_a_touch_to_come_counts_as_today() -> None:
    history = histories([Touch("t", "pat", "2026-12-24", "call")], ())["pat"]
    assert a_fact(someone(), "recency", history) == -6


@pytest.mark.parametrize(("days", "expected"), [(180, 0), (181, -3), (900, -3)])
def test_facts_get_stale_after_180_days(days: int, expected: int) -> None:
    assert a_fact(someone(profile_checked=on(days)), "stale_profile") == expected


def test_a_profile_that_was_never_checked_is_not_stale() -> None:
    assert a_fact(someone(), "stale_profile") == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [("replied_fast", 8), ("replied", 4), ("none_yet", 0), ("unanswered_1", -4), ("unanswered_2", -8)],
)
def test_how_somebody_answers(word: str, expected: int) -> None:
    assert a_fact(someone(responsiveness=word), "responsiveness") == expected


def mail(sent: str, replied: str = "", kind: str = "invitation") -> Mail:
    return Mail(sent, "pat", kind, sent_at=f"{sent}T09:00:00+01:00", replied_at=replied)


@pytest.mark.parametrize(
    ("mails", "expected"),
    [
        ([mail("2026-11-16", "2026-11-19")], 8),
        ([mail("2026-11-13", "2026-11-19")], 4),
        ([mail("2026-11-13")], 0),
        ([mail("2026-11-12")], -4),
        ([mail("2026-11-02"), mail("2026-11-12", kind="nudge")], -8),
        ([mail("2026-11-02"), mail("2026-11-11", "2026-11-12", "nudge")], 8),
        ([mail("2026-10-01", "2026-10-02"), mail("2026-11-02")], -4),
        ([mail("2026-11-02", kind="brief")], 0),
        ([mail("2026-11-02", kind="thank_you")], 0),
    ],
)
def test_answers_are_read_off_the_mails(mails: list[Mail], expected: int) -> None:
    history = histories((), mails).get("pat", NO_HISTORY)
    assert a_fact(someone(), "responsiveness", history) == expected
    assert a_fact(someone(responsiveness="replied"), "responsiveness", history) == 4


def test_a_call_from_them_answers_a_mail() -> None:
    call = Touch("t", "pat", "2026-11-10", "call", direction="in")
    history = histories([call], [mail("2026-11-02")])["pat"]
    assert a_fact(someone(), "responsiveness", history) == 0


def test_a_reply_counts_on_the_day_of_the_users_own_clock() -> None:
    late = Mail("m", "pat", "invitation", sent_at="2026-11-22T23:30:00+00:00")
    assert histories((), [late], timezone(timedelta(hours=1)))["pat"].last_touch == date(2026, 11, 23)


def test_light_touches_and_briefs_do_not_count_as_contact() -> None:
    light = Touch("t", "pat", on(1), "reaction")
    brief = Mail("m", "pat", "brief", sent_at=f"{on(1)}T09:00:00+01:00")
    assert histories([light], [brief]) == {}


def test_a_newcomer_in_another_department_never_leaves_band_d() -> None:
    jonas = examples.JONAS._replace(
        level="department_head", referral_by="Kim", former_colleague=True, alumni=True, mutual_connections=10
    )
    found = score_of(jonas)
    assert found.band == "D" and found.score <= 24
    settled = score_of(jonas._replace(company_since="2015-01"))
    assert settled.score > 24
    warmer = score_of(jonas._replace(responsiveness="replied_fast"))
    assert (warmer.score, warmer.raw) == (24, 28)


def test_a_company_that_is_not_wanted_is_never_band_a() -> None:
    by = scorer()
    for motivation in (0, 1):
        person = by.person(examples.LENA, Company("c", "Havelland", motivation, 5200))
        assert person.standing.band == "B"
        assert [gate.code for gate in by.score(person).gates] == ["low_motivation"]


def test_a_gate_is_told_even_where_it_lowers_nothing() -> None:
    found = score_of(someone("Weak One", examples.HAVELLAND, department="data", level="peer", months=30))
    assert found.raw == found.score < 64
    assert [gate.code for gate in found.gates] == ["low_motivation"]


@pytest.mark.parametrize(("days_ago", "band"), [(1, "X"), (179, "X"), (180, "A")])
def test_somebody_who_declined_is_left_alone_for_180_days(days_ago: int, band: str) -> None:
    assert score_of(entered(examples.AYLA, "declined", days_ago)).band == band


def test_archiving_and_restoring_does_not_hide_a_refusal() -> None:
    contact = entered(entered(entered(examples.AYLA, "declined", 9), "archived", 5), "lead", 3)
    assert score_of(contact).band == "X"


def test_somebody_who_writes_again_after_declining_is_welcome() -> None:
    assert score_of(entered(entered(examples.AYLA, "declined", 9), "in_dialogue", 5)).band == "A"


def test_declined_without_a_date_counts_as_just_now() -> None:
    assert score_of(examples.AYLA._replace(stage="declined")).band == "X"
    moved = entered(examples.AYLA, "shortlisted", 300)._replace(stage="declined")
    assert score_of(moved).band == "X"


def test_an_executive_decides_in_a_small_firm_only() -> None:
    by = scorer()
    boss = someone("Ida Holm", BLAUPAUSE, department="management", level="executive")
    small = by.score(by.person(boss, Company("c", BLAUPAUSE, 3, 49)))
    big = by.score(by.person(boss, Company("c", BLAUPAUSE, 3, 50)))
    unknown = by.score(by.person(boss, Company("c", BLAUPAUSE, 3)))
    assert (points(small, "influence"), points(small, "department_fit")) == (20, 20)
    assert (points(big, "influence"), points(big, "department_fit")) == (6, 8)
    assert unknown.reasons == big.reasons
    assert "executive of a small firm" in told(small)[1]


def test_the_board_counts_as_management() -> None:
    for word in ("board", "management"):
        assert a_fact(someone(department=word), "department_fit") == 8
    wanted = scorer(Profile(target_departments=("management",)))
    assert points(wanted.score(wanted.person(someone(department="board"), None)), "department_fit") == 20


def test_a_company_nobody_rated_counts_as_two_and_no_company_as_nothing() -> None:
    by = scorer()
    assert points(by.score(by.person(someone(company="Elsewhere"), None)), "company_fit") == 8
    assert by.score(by.person(someone(company=""), None)).reasons == ()


def test_departments_of_the_users_own_count_like_the_known_ones() -> None:
    by = scorer(Profile(target_departments=("Machine  Learning",), adjacent_departments=("data",)))
    fits = [by.person(someone(department=word), None).fit for word in ("machine learning", "data", "legal")]
    assert fits == ["same", "adjacent", "other"]


def test_neighbours_of_the_rules_belong_to_their_targets() -> None:
    mine = scorer(Profile(target_departments=("legal",)))
    assert mine.person(someone(department="engineering"), None).fit == "other"
    assert scorer(Profile()).person(someone(department="engineering"), None).fit == "adjacent"


@pytest.mark.parametrize(
    ("facts_known", "known"),
    [
        ({"company": ""}, 0),
        ({}, 1),
        ({"department": "unknown", "level": "unknown"}, 1),
        ({"department": "other"}, 2),
        ({"mutual_connections": 0}, 2),
        ({"former_colleague": False}, 2),
        ({"connected": {"linkedin": "2020-01-01"}}, 1),
        ({"department": "data", "level": "peer"}, 3),
        ({"department": "data", "level": "peer", "months": 3, "alumni": True}, 5),
    ],
)
def test_core_facts_are_counted(facts_known: dict[str, Any], known: int) -> None:
    found = score_of(someone(**facts_known))
    assert found.known == known
    assert (found.band == "?") == (known < 3)


def test_the_most_valuable_unknown_fact_comes_first() -> None:
    found = score_of(examples.NADIA)
    assert found.missing == (("department", 36), ("level", 30), ("tenure", 26))


def test_equal_gains_are_told_in_the_order_department_level_tenure() -> None:
    assert [fact for fact, _score in score_of(someone(do_not_contact=True)).missing] == [
        "department",
        "level",
        "tenure",
    ]


def test_nothing_missing_leaves_the_potential_at_the_score() -> None:
    found = score_of(examples.AYLA)
    assert (found.potential, found.missing) == (found.score, ())


def test_a_contact_that_did_not_change_is_not_scored_again() -> None:
    by = scorer()
    first, again = examples.people(by=by), examples.people(by=by)
    assert all(a is b for a, b in zip(first, again, strict=True))
    changed = by.people([examples.AYLA], {"nordlicht analytics": Company("c1", NORDLICHT, 0)}, {})
    assert changed[0].standing.score != first[0].standing.score


# -- what always holds ----------------------------------------------------------------------------

BEST: dict[str, Any] = {
    "company": True,
    "motivation": 5,
    "rated": True,
    "department": "data",
    "fit": "same",
    "level": "hiring_manager",
    "small": False,
    "months": 60,
    "referral": False,
    "former_colleague": False,
    "alumni": False,
    "shared_community": False,
    "mutual": 10,
    "path": True,
    "responsiveness": "",
    "touched_days_ago": None,
    "stale_days": 0,
    "blocked": "",
}


def facts(**changes: Any) -> Facts:
    return Facts(**(BEST | changes))


any_facts = st.builds(
    Facts,
    company=st.just(True),
    motivation=st.integers(0, 5),
    rated=st.booleans(),
    department=st.just("word"),
    fit=st.sampled_from(FITS),
    level=st.sampled_from(LEVELS),
    small=st.booleans(),
    months=st.none() | st.integers(0, 400),
    referral=st.booleans(),
    former_colleague=st.booleans(),
    alumni=st.booleans(),
    shared_community=st.booleans(),
    mutual=st.none() | st.integers(0, 500),
    path=st.booleans(),
    responsiveness=st.sampled_from(("", *RESPONSIVENESS)),
    touched_days_ago=st.none() | st.integers(0, 4000),
    stale_days=st.sampled_from((0, 200)),
    blocked=st.sampled_from(("", "do_not_contact")),
)


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_the_reasons_always_add_up_to_the_raw_sum(found: Facts) -> None:
    full = score(found, RULES)
    assert sum(reason.points for reason in full.reasons) == full.raw
    assert all(reason.points for reason in full.reasons)
    sizes = [abs(reason.points) for reason in full.reasons]
    assert sizes == sorted(sizes, reverse=True)


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_list_and_card_always_agree(found: Facts) -> None:
    full, light = score(found, RULES), stand(found, RULES)
    assert (full.score, full.raw, full.band, full.warmth, full.known) == light
    assert 0 <= full.score <= 100
    assert full.score <= max(0, full.raw)


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_knowing_the_best_never_lowers_the_score(found: Facts) -> None:
    assert potential(found, RULES) >= stand(found, RULES).score
    assert all(reached <= potential(found, RULES) for _fact, reached in score(found, RULES).missing)


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_the_right_department_is_worth_thirty_points_or_more(found: Facts) -> None:
    other = stand(found._replace(fit="other"), RULES).raw
    assert stand(found._replace(fit="same"), RULES).raw - other >= 30


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_from_three_to_24_months_are_exactly_23_points(found: Facts) -> None:
    new, settled = (stand(found._replace(months=months), RULES).raw for months in (3, 24))
    assert settled - new == 23


@settings(max_examples=60, deadline=None)
@given(any_facts.map(lambda found: found._replace(fit="same", small=False)))
def test_the_nearer_to_the_decision_the_better(found: Facts) -> None:
    ladder = ("junior", "peer", "senior", "team_lead", "department_head", "hiring_manager")
    sums = [stand(found._replace(level=level), RULES).raw for level in ladder]
    assert all(below < above for below, above in itertools.pairwise(sums))


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_a_newcomer_elsewhere_is_always_band_d_or_below(found: Facts) -> None:
    band = stand(found._replace(fit="other", months=11), RULES).band
    assert band in "D?X"


@given(st.integers(0, 2000))
def test_no_number_of_mutual_connections_beats_ten(count: int) -> None:
    assert mutual_points(count, RULES) <= mutual_points(10, RULES)


def test_todays_clock_is_an_argument() -> None:
    later = scorer(today=TODAY.replace(year=2027))
    assert points(score_of(examples.AYLA, later), "tenure") == 10


def test_a_place_is_the_same_however_it_is_written() -> None:
    assert score_of(someone(company="KRANICH  werke")) == score_of(someone(company=KRANICH))
