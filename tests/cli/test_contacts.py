"""The shortlist on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Netx = Callable[..., Any]

ROW_KEYS = set("id name company department level guessed stage score raw band potential".split())  # noqa: SIM905
ROW_KEYS |= {"reasons", "gates", "proposal", "warmth", "known"}


def test_without_people_the_way_in_is_told(netx: Netx) -> None:
    said = netx("contact", "list")
    assert (said.status, said.out) == (0, "")
    assert "netx import" in said.err


def test_adding_prints_the_id_and_guesses_from_the_title(netx: Netx) -> None:
    added = netx("contact", "add", "Ayla Brandt", "--title", "Head of Data")
    assert added.status == 0
    shown = netx("contact", "show", added.out.strip(), "--json").json
    assert (shown["department"], shown["level"]) == ("data", "department_head")
    assert shown["guessed"] == ["department", "level"]


def test_a_row_has_the_documented_keys(netx: Netx, ayla: str) -> None:
    (row,) = netx("contact", "list", "--json").json
    assert set(row) >= ROW_KEYS
    assert all(set(reason) == {"points", "code", "text"} for reason in row["reasons"])
    assert set(row["proposal"]) == {"kind", "contact", "name", "gain"}
    assert sum(reason["points"] for reason in row["reasons"]) == row["raw"]


def test_the_list_can_be_cut_to_stages_bands_and_a_number(netx: Netx, ayla: str) -> None:
    netx("contact", "add", "Theo Lindqvist", "--title", "Head of Legal", "--company", "Nordlicht Analytics")
    netx("contact", "stage", ayla, "shortlisted", "--reason", "I know her")
    assert [row["name"] for row in netx("contact", "list", "--json", "--stage", "Shortlisted").json] == [
        "Ayla Brandt"
    ]
    assert [row["name"] for row in netx("contact", "list", "--json", "--limit", "1").json] == ["Ayla Brandt"]
    bands = {row["name"]: row["band"] for row in netx("contact", "list", "--json").json}
    only = netx("contact", "list", "--json", "--band", bands["Theo Lindqvist"]).json
    assert [row["name"] for row in only] == ["Theo Lindqvist"]
    assert "Theo Lindqvist" in netx("contact", "list", "--band", bands["Theo Lindqvist"].lower()).out


def test_a_query_finds_by_company(netx: Netx, ayla: str) -> None:
    netx("contact", "add", "Nadia Bergen", "--company", "Kranich Werke")
    rows = netx("contact", "list", "company:kranich", "--json").json
    assert [row["name"] for row in rows] == ["Nadia Bergen"]


def test_a_contact_is_named_by_id_prefix_name_or_mail(netx: Netx, ayla: str) -> None:
    for name in (ayla, ayla[:4], "ayla  BRANDT", "ayla@nordlicht.example"):
        assert netx("contact", "show", name, "--json").json["id"] == ayla


def test_an_ambiguous_name_lists_the_candidates(netx: Netx, ayla: str) -> None:
    other = netx("contact", "add", "Ayla Brandt", "--company", "Fjordbank").out.strip()
    said = netx("contact", "show", "Ayla Brandt")
    assert said.status == 1
    assert ayla in said.err
    assert other in said.err


def test_nobody_of_that_name_is_status_1(netx: Netx) -> None:
    said = netx("contact", "show", "Nobody Known")
    assert (said.status, said.out) == (1, "")


def test_setting_fields_prints_the_id(netx: Netx, ayla: str) -> None:
    said = netx("contact", "set", ayla, "level=senior", "company_since=2021-06", "alumni=ja")
    assert (said.status, said.out.strip()) == (0, ayla)
    shown = netx("contact", "show", ayla, "--json").json
    assert (shown["level"], shown["company_since"], shown["alumni"]) == ("senior", "2021-06", True)
    assert shown["guessed"] == ["department"]


def test_an_empty_value_means_not_known(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "city=Kiel")
    netx("contact", "set", ayla, "city=")
    assert netx("contact", "show", ayla, "--json").json["city"] == ""


def test_an_unknown_field_or_a_wrong_value_is_refused_with_a_hint(netx: Netx, ayla: str) -> None:
    said = netx("contact", "set", ayla, "compny=x")
    assert said.status == 2
    assert "'company'" in said.err
    said = netx("contact", "set", ayla, "level=boss")
    assert said.status == 2
    assert "executive" in said.err
    assert netx("contact", "set", ayla, "level").status == 2
    assert "`netx contact stage" in netx("contact", "set", ayla, "stage=met").err


def test_shortlisting_is_a_stage(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "alumni=yes", "mutual_connections=8", "company_since=2022-07")
    netx("company", "set", "Nordlicht Analytics", "motivation=5")
    said = netx("contact", "stage", ayla, "shortlisted", "--json")
    assert (said.status, said.json["stage"]) == (0, "shortlisted")


def test_a_rule_that_says_no_is_status_1(netx: Netx, ayla: str) -> None:
    said = netx("contact", "stage", ayla, "invited")
    assert (said.status, said.out) == (1, "")
    assert netx("contact", "stage", ayla, "invited", "--reason", "we met yesterday").status == 0


def test_deleting_wants_to_be_meant(netx: Netx, ayla: str) -> None:
    said = netx("contact", "delete", ayla)
    assert said.status == 1
    assert "--yes" in said.err
    assert netx("contact", "delete", ayla, "--yes").out.strip() == ayla
    assert netx("contact", "show", ayla).status == 1


def test_one_person_as_text_has_score_reasons_facts_and_id(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "notes=likes\nboring tools")
    said = netx("contact", "show", ayla).out
    assert "Ayla Brandt" in said
    assert "+18 department head" in said
    assert "likes" in said
    assert ayla in said


def test_every_contact_field_can_be_given_when_adding(netx: Netx) -> None:
    said = netx(
        "contact", "add", "Bea Altmann", "--links.linkedin", "linkedin.com/in/demo-bea", "--tags", "a;b"
    )
    shown = netx("contact", "show", said.out.strip(), "--json").json
    assert shown["links"] == {"linkedin": "https://linkedin.com/in/demo-bea"}
    assert shown["tags"] == ["a", "b"]


def test_the_way_of_a_person_tells_why(netx: Netx, ayla: str) -> None:
    netx("contact", "stage", ayla, "invited", "--reason", "met her at a fair")
    netx("contact", "stage", ayla, "in_dialogue")
    path = netx("contact", "show", ayla, "--json").json["stage_log"]
    assert [(step["to"], step["cause"], step.get("reason", "")) for step in path] == [
        ("invited", "override", "met her at a fair"),
        ("in_dialogue", "reply", ""),
    ]


def test_a_name_in_braces_is_a_name(netx: Netx) -> None:
    said = netx("contact", "add", "Ann {0} {name}")
    assert said.status == 0
    assert "Added Ann {0} {name}." in said.err
