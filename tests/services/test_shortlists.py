"""The verbs of choosing, on a real store: what a screen or a command asks for, and what it gets."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from netx_tui.domain.changes import Create
from netx_tui.domain.errors import Ambiguous, FieldError, NetxError, NotFound, RuleRefused
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import ScoringRules, rules_from
from netx_tui.domain.titles import Guess
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.workspace import Workspace

RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
GUESSES = {
    "Head of Data": Guess("department_head", "data"),
    "Head of Legal": Guess("department_head", "legal"),
}


@pytest.fixture(scope="session")
def rules() -> ScoringRules:
    return rules_from(yaml.safe_load(RULES.read_text())["scoring"])


@pytest.fixture
def open_list(tmp_path: Path, now: datetime, rules: ScoringRules) -> Iterator[Callable[..., Shortlists]]:
    """Opens the same data as often as a test likes, each time as another session."""
    runs = itertools.count()
    opened = []

    def build(profile: Profile | None = None, days: int = 0) -> Shortlists:
        clock = lambda: now + timedelta(days=days)  # noqa: E731
        workspace = Workspace.open(tmp_path / "netx.json", who="robin", run=f"run{next(runs)}", clock=clock)
        opened.append(workspace)
        known = profile or Profile(target_departments=("data",))
        return Shortlists(workspace, rules, known, lambda title: GUESSES.get(title, Guess("", "")), clock)

    yield build
    for workspace in opened:
        workspace.close(compact=False)


@pytest.fixture
def people(open_list: Callable[..., Shortlists]) -> Shortlists:
    """Ayla (78 A) and Theo (37 C) at Nordlicht, Sina (65 A) at Kranich, Nadia unknown."""
    shortlists = open_list()
    shortlists.set_company("Nordlicht Analytics", {"motivation": "5", "staff": "400"})
    shortlists.set_company("Kranich Werke", {"motivation": "4", "staff": "2600"})
    for values in (
        {
            "name": "Ayla Brandt",
            "title": "Head of Data",
            "company": "Nordlicht Analytics",
            "company_since": "2022-07",
            "alumni": "yes",
            "mutual_connections": "8",
            "emails": "ayla@nordlicht.example",
        },
        {
            "name": "Theo Lindqvist",
            "title": "Head of Legal",
            "company": "Nordlicht Analytics",
            "company_since": "2018-11",
            "alumni": "yes",
            "mutual_connections": "4",
        },
        {
            "name": "Sina Vogel",
            "company": "Kranich Werke",
            "department": "data",
            "level": "hiring_manager",
            "company_since": "2024-09",
            "mutual_connections": "1",
        },
        {"name": "Nadia Bergen", "company": "Kranich Werke"},
    ):
        shortlists.add(values)
    return shortlists


def names(shortlists: Shortlists, query: str = "", sort: str = "score") -> list[str]:
    return [row.name.split()[0] for row in shortlists.rows(query, sort)]


def test_the_list_begins_with_the_best_person(people: Shortlists) -> None:
    rows = people.rows()
    assert [(row.name, row.band, row.fit) for row in rows] == [
        ("Ayla Brandt", "A", "78"),
        ("Sina Vogel", "A", "65"),
        ("Theo Lindqvist", "C", "37"),
        ("Nadia Bergen", "?", "16..66"),
    ]


def test_a_row_names_the_strongest_reasons_and_the_next_step(people: Shortlists) -> None:
    ayla, _sina, theo, nadia = people.rows()
    assert "+20" in ayla.reasons and ayla.reasons.count(",") == 2
    assert "Ayla" in theo.step.text
    assert "department" in nadia.step.text


def test_the_title_gives_level_and_department_marked_as_guessed(people: Shortlists) -> None:
    ayla = people.contact(people.find("Ayla Brandt"))
    assert (ayla.level, ayla.department) == ("department_head", "data")
    assert set(ayla.guessed) == {"level", "department"}


def test_what_the_user_says_wins_over_a_later_title(people: Shortlists) -> None:
    ayla = people.find("Ayla Brandt")
    people.set_fields([ayla], {"level": "team_lead"})
    people.set_fields([ayla], {"title": "Head of Legal"})
    contact = people.contact(ayla)
    assert (contact.level, contact.department) == ("team_lead", "legal")
    assert contact.guessed == ("department",)


def test_a_title_that_tells_nothing_clears_what_was_only_guessed(people: Shortlists) -> None:
    ayla = people.find("Ayla Brandt")
    people.set_fields([ayla], {"title": ""})
    contact = people.contact(ayla)
    assert (contact.level, contact.department, contact.guessed) == ("", "", ())


def test_a_person_is_found_by_name_mail_id_and_beginning_of_an_id(people: Shortlists) -> None:
    ayla = people.find("ayla  BRANDT")
    assert people.find("ayla@nordlicht.example") == ayla == people.find(ayla) == people.find(ayla[:5])
    with pytest.raises(NotFound, match="nobody called 'Zoe'"):
        people.find("Zoe")


def test_an_ambiguous_name_lists_the_candidates(people: Shortlists) -> None:
    people.add({"name": "Ayla Brandt", "company": "Fjordbank"})
    with pytest.raises(Ambiguous, match="Fjordbank"):
        people.find("Ayla Brandt")


def test_a_filter_and_an_order_choose_what_is_shown(people: Shortlists) -> None:
    assert names(people, "company:nordlicht") == ["Ayla", "Theo"]
    assert names(people, "band:A", "name") == ["Ayla", "Sina"]
    assert names(people, sort="company")[-1] != ""
    assert names(people, sort="potential")[0] == "Ayla"


def test_every_order_on_offer_works(people: Shortlists) -> None:
    for sort, label in people.sorts():
        assert len(people.rows("", sort)) == 4
        assert label


def test_a_bad_filter_is_refused_with_a_sentence(people: Shortlists) -> None:
    with pytest.raises(FieldError):
        people.rows("comany:nordlicht")


def test_a_listing_has_the_keys_that_scripts_hold_on_to(people: Shortlists) -> None:
    (ayla,) = people.listing(bands=["A"], limit=1)
    assert list(ayla) >= ["id", "name", "company"]
    assert set(ayla) >= {
        "department",
        "level",
        "guessed",
        "stage",
        "score",
        "raw",
        "band",
        "potential",
        "reasons",
        "gates",
        "proposal",
        "warmth",
        "known",
    }
    assert sum(reason["points"] for reason in ayla["reasons"]) == ayla["raw"] == 78
    assert [row["name"] for row in people.listing(stages=["shortlisted"])] == []


def test_shortlisting_is_one_step_that_undo_takes_back(people: Shortlists) -> None:
    ayla = people.find("Ayla Brandt")
    assert people.shortlist(ayla) == "Ayla Brandt is on the shortlist."
    contact = people.contact(ayla)
    assert contact.stage == "shortlisted"
    assert contact.stage_log[-1].to_stage == "shortlisted"
    assert contact.score_seen and contact.score_seen.score == 78
    assert "Ayla" in people.undo()
    assert people.contact(ayla).stage == "lead"
    people.redo()
    assert people.contact(ayla).stage == "shortlisted"


def test_a_weak_contact_needs_a_reason(people: Shortlists) -> None:
    theo = people.find("Theo Lindqvist")
    with pytest.raises(RuleRefused) as refusal:
        people.shortlist(theo)
    assert refusal.value.overridable
    people.shortlist(theo, reason="knows everybody")
    assert people.contact(theo).stage_log[-1].reason == "knows everybody"


def test_a_third_person_of_a_company_has_to_replace_one(people: Shortlists) -> None:
    more = [
        people.add(
            {
                "name": f"Ada {n}",
                "company": "Nordlicht Analytics",
                "department": "data",
                "level": "department_head",
                "company_since": "2020-01",
            }
        )
        for n in (1, 2)
    ]
    for contact in more:
        people.shortlist(contact)
    ayla = people.find("Ayla Brandt")
    with pytest.raises(RuleRefused) as refusal:
        people.shortlist(ayla)
    assert refusal.value.rule == "company_full"
    assert {row.id for row in people.shortlisted("nordlicht analytics")} == set(more)
    people.shortlist(ayla, drop=more[0])
    assert people.contact(more[0]).stage == "lead"
    people.undo()
    assert people.contact(more[0]).stage == "shortlisted"
    assert people.contact(ayla).stage == "lead"


def test_the_eleventh_has_to_replace_one(people: Shortlists) -> None:
    for n in range(10):
        contact = people.add(
            {
                "name": f"Ada {n}",
                "company": f"Firm {n}",
                "department": "data",
                "level": "department_head",
                "company_since": "2020-01",
                "referral_by": "Kim",
            }
        )
        people.shortlist(contact, reason="practice")
    with pytest.raises(RuleRefused) as refusal:
        people.shortlist(people.find("Ayla Brandt"))
    assert refusal.value.rule == "shortlist_full"
    assert len(people.shortlisted()) == 10


def test_several_people_move_together_or_not_at_all(people: Shortlists) -> None:
    ids = [people.find("Ayla Brandt"), people.find("Theo Lindqvist")]
    with pytest.raises(RuleRefused):
        people.set_stage(ids, "shortlisted")
    assert {people.contact(contact_id).stage for contact_id in ids} == {"lead"}
    people.set_stage(ids, "parked")
    assert {people.contact(contact_id).stage for contact_id in ids} == {"parked"}
    people.undo()
    assert {people.contact(contact_id).stage for contact_id in ids} == {"lead"}


def test_unshortlisting_leads_back(people: Shortlists) -> None:
    ayla = people.find("Ayla Brandt")
    people.shortlist(ayla)
    assert people.unshortlist(ayla) == "Ayla Brandt is off the shortlist."
    assert people.contact(ayla).stage == "lead"
    assert ("shortlisted", "shortlisted") in people.stages_from(ayla)


def test_motivation_belongs_to_the_company_and_moves_its_people(people: Shortlists) -> None:
    sina = people.find("Sina Vogel")
    people.set_motivation([sina], 0)
    assert people.contact(sina) and people.listing("sina")[0]["score"] == 49
    with pytest.raises(FieldError):
        people.set_company("Kranich Werke", {"motivation": "9"})
    with pytest.raises(NotFound, match="No company"):
        people.set_motivation([people.add({"name": "Free Bird"})], 3)


def test_a_company_name_is_one_company_however_it_is_written(people: Shortlists) -> None:
    people.add({"name": "Pat Kim", "company": "NORDLICHT  analytics"})
    rows = {row["name"]: row for row in people.companies_listing()}
    assert set(rows) == {"Nordlicht Analytics", "Kranich Werke"}
    assert rows["Nordlicht Analytics"]["people"] == 3
    assert rows["Nordlicht Analytics"]["best"] == "Ayla Brandt"


def test_deleting_takes_touches_along_and_undo_brings_all_back(people: Shortlists) -> None:
    ayla = people.find("Ayla Brandt")
    people.add_research([ayla], "talk on boring tools", "conference page")
    assert people.delete([ayla]) == "Deleted Ayla Brandt."
    with pytest.raises(NotFound):
        people.contact(ayla)
    people.undo()
    assert people.contact(ayla).research[0].text == "talk on boring tools"


def test_the_card_tells_path_reasons_and_what_to_find_out(people: Shortlists) -> None:
    nadia = people.card(people.find("Nadia Bergen"))
    assert nadia.missing is not None and nadia.missing.field == "department"
    assert nadia.proposal is not None and "Sina Vogel" in nadia.proposal.text
    ayla = people.card(people.find("Ayla Brandt"))
    assert [step.state for step in ayla.path] == ["current", "open", "open", "open", "open"]
    assert sum(reason.points for reason in ayla.reasons) == 78
    assert ayla.proposal is None
    assert "52" in ayla.subtitle
    assert any(fact.guessed for fact in ayla.facts)


def test_a_note_on_several_people_is_one_step(people: Shortlists) -> None:
    ids = [row.id for row in people.rows()]
    people.add_research(ids, "met at the fair", "talk")
    assert all(people.contact(id).research[-1].text == "met at the fair" for id in ids)
    people.undo()
    assert not any(people.contact(id).research for id in ids)


@pytest.mark.parametrize(
    "verb",
    [
        lambda people, ids: people.set_stage(ids, "archived"),
        lambda people, ids: people.set_fields(ids, {"tags": "fair; autumn"}),
        lambda people, ids: people.set_fields(ids, {"company": "A new place"}),
        lambda people, ids: people.set_motivation(ids, 3),
        lambda people, ids: people.delete(ids),
    ],
    ids=["stage", "tags", "company", "want", "delete"],
)
def test_what_is_done_to_several_people_is_undone_in_one_step(people: Shortlists, verb: Any) -> None:
    before, steps = (people.listing(), people.companies_listing()), {entry.txn for entry in people.history()}
    verb(people, [row.id for row in people.rows()])
    assert len({entry.txn for entry in people.history()} - steps) == 1
    people.undo()
    assert (people.listing(), people.companies_listing()) == before


def test_the_people_of_a_company_follow_its_new_name(people: Shortlists) -> None:
    people.set_company("nordlicht analytics", {"name": "Südlicht", "advocate": "Ayla"})
    assert {people.contact(row.id).company for row in people.rows()} == {"Südlicht", "Kranich Werke"}
    company = people.company("Südlicht")
    assert company is not None
    assert (company.motivation, company.advocate) == (5, "Ayla")
    people.undo()
    assert people.company("Südlicht") is None
    assert people.contact(people.find("Ayla Brandt")).company == "Nordlicht Analytics"


def test_two_companies_cannot_have_one_name(people: Shortlists) -> None:
    with pytest.raises(FieldError, match="called Kranich Werke already"):
        people.set_company("Nordlicht Analytics", {"name": "kranich werke"})


def test_the_cause_of_a_step_is_recorded(people: Shortlists) -> None:
    theo = people.find("Theo Lindqvist")
    people.set_stage([theo], "shortlisted", "he knows Ayla")
    people.set_stage([theo], "parked")
    people.set_stage([theo], "in_dialogue")
    assert [step.cause for step in people.contact(theo).stage_log] == ["override", "chosen", "reply"]


def test_a_mail_sent_after_midnight_belongs_to_that_day_here(
    tmp_path: Path, open_list: Callable[..., Shortlists]
) -> None:
    people = open_list()
    ayla = people.add({"name": "Ayla Brandt"})
    # 00:30 on Monday the 9th where the user is; seven business days later is Wednesday the 18th
    mail = {"contact": ayla, "kind": "invitation", "sent_at": "2026-11-08T23:30:00+00:00"}
    workspace = people._workspace
    workspace.apply([Create("mails", workspace.new_id("mails"), mail)], "sent")
    past = people.ranking.person(ayla).history
    assert past.unanswered_from == (date(2026, 11, 18),)


def test_another_session_shows_and_says_what_it_did(
    people: Shortlists, open_list: Callable[..., Shortlists]
) -> None:
    other = open_list()
    ayla = people.find("Ayla Brandt")
    before = people.version
    other.set_fields([ayla], {"city": "Kiel"})
    notices = people.poll()
    assert people.version > before
    assert people.contact(ayla).city == "Kiel"
    assert any("Ayla Brandt" in notice.sentence for notice in notices)
    assert people.poll() == ()


def test_a_first_timer_sees_warm_contacts_first(
    people: Shortlists, open_list: Callable[..., Shortlists]
) -> None:
    people.add({"name": "Warm Friend", "referral_by": "Kim", "company": "Elsewhere"})
    assert names(people)[0] == "Ayla"
    practising = open_list(Profile(target_departments=("legal",), first_timer=True))
    assert names(practising)[:2] != names(people)[:2]
    warm = practising.listing()[:3]
    assert all(row["warmth"] >= 8 for row in warm)


def test_the_order_follows_the_profile_and_the_day(
    people: Shortlists, open_list: Callable[..., Shortlists]
) -> None:
    people.use_profile(people.profile._replace(target_departments=("legal",)))
    assert names(people)[0] == "Theo"
    later = open_list(days=1300)
    assert later.listing("sina")[0]["score"] > 65


def test_nothing_to_undo_is_said(open_list: Callable[..., Shortlists]) -> None:
    with pytest.raises(NetxError, match="Nothing to undo"):
        open_list().undo()


def test_a_person_needs_a_name(people: Shortlists) -> None:
    with pytest.raises(FieldError, match="name"):
        people.add({"company": "Nordlicht Analytics"})
    assert people.contact(people.add({"given": "Zoe", "family": "Adler"})).name == "Zoe Adler"


def test_the_path_on_a_card_follows_talks_and_what_came_of_them(open_list: Callable[..., Shortlists]) -> None:
    people = open_list()
    people.add({"name": "Ada Nowak"})
    ada, workspace = people.find("Ada Nowak"), people._workspace

    def states() -> list[str]:
        return [step.state for step in people.card(ada).path]

    assert states() == ["current", "open", "open", "open", "open"]
    workspace.apply([Create("meetings", "m1", {"contact": ada, "brief_sent_at": "2026-11-20"})], "talk")
    assert states()[2] == "done"
    insight = {"contact": ada, "text": "read more"}
    workspace.apply([Create("insights", "i1", insight), Create("insights", "i2", insight)], "insights")
    action = {"title": "Read", "column": "done", "insights": ["i2", "gone"]}
    workspace.apply([Create("actions", "a1", {**action, "column": "doing"})], "card")
    assert states()[4] == "open"
    workspace.apply([Create("actions", "a2", action)], "card done")
    assert states()[4] == "done"
    workspace.undo()
    assert states()[4] == "open"
    workspace.apply([Create("actions", "a3", {"title": "Call", "column": "done", "contact": ada})], "other")
    assert states()[4] == "done"
