"""Level and department from a job title."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.contacts import DEPARTMENTS, LEVELS
from netx_tui.domain.errors import BadInput
from netx_tui.domain.titles import Guess, TitleRules, guess, rules_from

RULES_FILE = Path(__file__).parents[2] / "netx_tui" / "rules" / "titles.yaml"
DATA: dict[str, Any] = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))
RULES = rules_from(DATA)
with (Path(__file__).parent / "titles_labelled.csv").open(encoding="utf-8", newline="") as file:
    LABELLED = list(csv.DictReader(file))


def read(title: str, rules: TitleRules = RULES) -> tuple[str, str]:
    return guess(title, rules)


@pytest.mark.parametrize(
    ("title", "level", "department"),
    [
        ("Senior Data Engineer", "senior", "data"),
        ("Leiter Controlling", "department_head", "finance"),
        ("Head of People & Culture", "department_head", "people"),
        ("Werkstudentin Marketing", "junior", "marketing"),
        ("VP Eng", "department_head", "engineering"),
        ("Talent Acquisition Partner", "recruiter", "recruiting"),
        ("Geschäftsführer", "executive", "management"),
        ("Co-Founder & CTO", "executive", "engineering"),
        ("(Senior) Consultant – Data & AI (m/w/d)", "senior", "data"),
        ("Head of Data at X", "department_head", "data"),
    ],
)
def test_the_examples_of_the_product_are_read_as_it_says(title: str, level: str, department: str) -> None:
    assert read(title) == (level, department)


@pytest.mark.parametrize(
    ("title", "level", "department"),
    [
        ("CEO", "executive", "management"),
        ("Founder", "executive", "management"),
        ("Managing Director", "executive", "management"),
        ("CTO", "executive", "engineering"),
        ("CFO", "executive", "finance"),
        ("CMO", "executive", "marketing"),
        ("CPO", "executive", "product"),
        ("CHRO", "executive", "people"),
        ("COO", "executive", "operations"),
        ("CIO", "executive", "it"),
        ("CDO", "executive", "data"),
        ("Chief Data Officer", "executive", "data"),
        ("Vorstand Finanzen", "executive", "finance"),
        ("Head of Recruiting", "department_head", "recruiting"),
        ("Senior Recruiter", "recruiter", "recruiting"),
        ("Talent Sourcing Specialist", "recruiter", "recruiting"),
        ("Hiring Manager", "hiring_manager", ""),
    ],
)
def test_executives_and_recruiters_follow_the_vocabulary(title: str, level: str, department: str) -> None:
    assert read(title) == (level, department)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Account Executive", "peer"),
        ("Senior Account Executive", "senior"),
        ("Executive Assistant to the CEO", "peer"),
        ("Assistentin der Geschäftsleitung", "peer"),
        ("Lead Generation Manager", "peer"),
        ("Product Owner", "peer"),
        ("HR Business Partner", "peer"),
        ("Art Director", "peer"),
        ("Projektleiter", "peer"),
        ("Director's Office intern", "junior"),
        ("Referent Interne Revision", "peer"),
        ("Staff Nurse", "peer"),
        ("Assistant Vice President", "senior"),
        ("Vice President", "department_head"),
        ("Engineering Manager", "team_lead"),
        ("Manager, Data Engineering", "team_lead"),
        ("Project Manager", "peer"),
    ],
)
def test_a_word_of_rank_inside_another_phrase_is_no_rank(title: str, level: str) -> None:
    assert read(title)[0] == level


@pytest.mark.parametrize(
    "title",
    [
        "Datenanalystin",
        "Datenanalyst (m/w/d)",
        "Datenanalyst:in",
        "Datenanalyst*innen",
        "Datenanalyst_in",
        "Datenanalyst/in",
        "Datenanalyst/-in",
        "Datenanalyst(in)",
        "DATENANALYST m/f/x",
        "Daten-Analyst",
    ],
)
def test_gender_forms_and_marks_change_nothing(title: str) -> None:
    assert read(title) == ("peer", "data")


@pytest.mark.parametrize(
    "title", ["Geschäftsführerin", "Geschaeftsfuehrerin", "Geschaftsfuhrerin", "GESCHAEFTSFUEHRER"]
)
def test_umlauts_may_be_spelled_in_any_way(title: str) -> None:
    assert read(title) == ("executive", "management")


@pytest.mark.parametrize(
    ("title", "level", "department"),
    [
        ("Vertriebsleiter", "department_head", "sales"),
        ("Abteilungsleiterin Einkauf", "department_head", "operations"),
        ("Personalreferent", "peer", "people"),
        ("Vertriebsteamleiter", "team_lead", "sales"),
        ("Finanzbuchhalterin", "peer", "finance"),
    ],
)
def test_german_compounds_are_taken_apart(title: str, level: str, department: str) -> None:
    assert read(title) == (level, department)


@pytest.mark.parametrize(
    ("title", "level", "department"),
    [
        ("Founder @ Sales Kitchen", "executive", "management"),
        ("Head of Data bei Marketing GmbH", "department_head", "data"),
        ("CEO of Medical Robotics", "executive", "management"),
        ("ex-Acme | Product Manager", "peer", "product"),
        ("Former CTO | Data Scientist", "peer", "data"),
        ("Keynote Speaker | Podcast Host | VP Marketing", "department_head", "marketing"),
        ("AI | Cloud | Senior Manager", "senior", "data"),
        ("Director, Product Marketing", "department_head", "marketing"),
        ("Founder, Marketing Consultant", "executive", "management"),
        ("Data Analyst seeking new opportunities", "peer", "data"),
        ("🚀 Data Scientist 🚀 / Dad / Runner", "peer", "data"),
    ],
)
def test_of_several_roles_the_first_that_says_something_counts(
    title: str, level: str, department: str
) -> None:
    assert read(title) == (level, department)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "🌍✨",
        "...",
        "Freelancer",
        "seeking opportunities",
        "auf Jobsuche",
        "ex-Acme",
        "Retired",
        "2024",
    ],
)
def test_what_tells_nothing_stays_not_known(title: str) -> None:
    assert read(title) == ("", "")


def test_a_plain_role_is_a_peer_even_where_its_department_is_not_known() -> None:
    assert read("Referentin") == ("peer", "")
    assert read("Lampenputzer") == ("peer", "")


def test_the_department_of_somebody_retired_counts_but_not_the_level() -> None:
    assert read("Lehrerin i.R.") == ("", "education")


@pytest.mark.parametrize(
    ("split", "level", "department"), [("train", 0.99, 0.99), ("holdout", 0.99, 0.99), ("blind", 0.93, 0.81)]
)
def test_labelled_titles_are_read_as_well_as_ever(split: str, level: float, department: float) -> None:
    rows = [row for row in LABELLED if row["split"] == split]
    found = [guess(row["title"], RULES) for row in rows]
    assert sum(f.level == row["level"] for f, row in zip(found, rows, strict=True)) >= level * len(rows)
    assert sum(
        f.department == row["department"] for f, row in zip(found, rows, strict=True)
    ) >= department * len(rows)


def test_the_labelled_titles_use_the_vocabularies_and_none_comes_twice() -> None:
    assert {row["level"] for row in LABELLED} <= {"", *LEVELS}
    assert {row["department"] for row in LABELLED} <= {"", *DEPARTMENTS}
    assert len({row["title"] for row in LABELLED}) == len(LABELLED)


def test_the_shipped_words_name_every_department_of_the_vocabulary() -> None:
    assert set(DATA["departments"]) == set(DEPARTMENTS)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_words_of_the_vocabularies(title: str) -> None:
    level, department = guess(title, RULES)
    assert level in ("", *LEVELS)
    assert department in ("", *DEPARTMENTS)
    assert level != "unknown"


def test_a_title_of_ten_thousand_characters_is_read_at_once() -> None:
    began = time.perf_counter()
    assert read("Data Engineer " + "(" * 5_000 + "leiter" * 800)[1] == "data"
    assert time.perf_counter() - began < 0.5


def test_thousands_of_titles_are_read_in_a_blink() -> None:
    titles = [row["title"] for row in LABELLED] * 5
    began = time.perf_counter()
    for title in titles:
        guess(title, RULES)
    assert time.perf_counter() - began < len(titles) / 6_000, "usually a tenth of it"


SMALL: dict[str, Any] = {
    "levels": {"executive": "boss", "senior": ["old hand"]},
    "departments": {"sea freight": {"jobs": "skipper", "areas": ["ships"], "level": "senior"}},
}


def test_ones_own_words_levels_and_departments_are_read() -> None:
    rules = rules_from(SMALL)
    assert read("Big boss, ships", rules) == ("executive", "sea freight")
    assert read("Skipper", rules) == ("senior", "sea freight")
    assert read("old hand", rules) == ("senior", "")


def test_a_name_with_a_plus_adds_to_the_words_that_ship() -> None:
    freight = {**SMALL["departments"]["sea freight"], "jobs+": "bosun"}
    levels = {**SMALL["levels"], "senior+": "sea dog"}
    rules = rules_from({**SMALL, "levels": levels, "departments": {"sea freight": freight}})
    assert read("Bosun", rules) == read("Skipper", rules) == ("senior", "sea freight")
    assert read("sea dog", rules) == ("senior", "")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"levels": ["x"]}, "levels"),
        ({"levels": {"wizard": "x"}}, r"levels\.wizard"),
        ({"levels": {"senior": 5}}, r"levels\.senior"),
        ({"levels": {"senior": ["x", 5]}}, r"levels\.senior"),
        ({"departments": {"data": "x"}}, r"departments\.data"),
        ({"departments": {"data": {"job": "x"}}}, r"departments\.data\.job"),
        ({"departments": {"data": {"level": "wizard"}}}, r"departments\.data\.level"),
        ({"stop": {"at": 1}}, "stop"),
        ({"stop+": 1}, r"stop\+"),
        ({"wrong": "x"}, "wrong"),
    ],
)
def test_rules_of_the_wrong_shape_are_refused_by_name(change: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=rf"^{named} in the title rules must be "):
        rules_from({**SMALL, **change})


def test_a_guess_is_a_pair_of_level_and_department() -> None:
    assert guess("CTO", RULES) == Guess(level="executive", department="engineering")
