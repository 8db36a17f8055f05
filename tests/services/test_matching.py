"""Who is who: by profile address, else by e-mail, else by name and company, and never two people as one."""

from __future__ import annotations

from typing import Any

from netx_tui.domain.contacts import Contact
from netx_tui.formats.problems import PersonRecord
from netx_tui.services.matching import NAMESAKES_LIMIT, Directory, Match

URL = "https://www.linkedin.com/in/"


def person(id_: str, name: str = "Ann Lee", company: str = "Kranich", url: str = "", *emails: str) -> Contact:
    return Contact(id_, name, company=company, links={"linkedin": URL + url} if url else {}, emails=emails)


def find(
    directory: Directory, name: str = "Ann Lee", *, url: str = "", email: str = "", **more: Any
) -> Match:
    fields = {"name": name, "company": more.get("company", "Kranich")}
    if url:
        fields["links.linkedin"] = URL + url
    if email:
        fields["emails"] = [email]
    return directory.find(PersonRecord(2, fields, id=more.get("id", "")))


def test_the_profile_address_finds_somebody_with_a_new_name_and_company() -> None:
    assert find(Directory([person("c1", url="ann")]), "Ann Ray", url="ANN", company="Storch").id == "c1"


def test_an_address_written_by_hand_is_found_too() -> None:
    known = Contact("c1", "Ann Lee", links={"linkedin": "http://de.linkedin.com/in/ann/"})
    assert find(Directory([known]), "Ann Lee", url="ann").id == "c1"


def test_the_email_finds_somebody_in_any_spelling() -> None:
    assert (
        find(Directory([person("c1", "Ann Lee", "", "", "Ann@Example.org")]), email="ann@example.org").id
        == "c1"
    )


def test_somebody_without_an_address_is_found_by_name_and_company() -> None:
    assert find(Directory([person("c1")]), "ann  LEE", url="ann", company="KRANICH").id == "c1"
    assert find(Directory([person("c1", url="ann")]), "Ann Lee").id == "c1"


def test_two_profile_addresses_are_two_people() -> None:
    directory = Directory([person("c1", "Ann Lee", "Kranich", "ann-1", "office@kranich.example")])
    assert find(directory, url="ann-2", email="office@kranich.example") == Match()


def test_two_email_addresses_and_no_profile_are_two_people() -> None:
    assert (
        find(Directory([person("c1", "Ann Lee", "Kranich", "", "a@x.example")]), email="b@y.example")
        == Match()
    )


def test_a_shared_mailbox_does_not_merge_people() -> None:
    directory = Directory([person("c1", "Ann Lee", "Kranich", "", "office@kranich.example")])
    assert find(directory, "Bob Ray", email="office@kranich.example") == Match()


def test_namesakes_stay_open_unless_the_record_brings_its_own_key() -> None:
    directory = Directory([person("c1", url="ann-1"), person("c2", url="ann-2")])
    assert find(directory).ambiguous
    assert find(directory, url="ann-3") == Match()
    assert find(directory, url="ann-2").id == "c2"


def test_the_id_tells_namesakes_apart() -> None:
    directory = Directory([person("c1"), person("c2")])
    assert find(directory, id="c2").id == "c2"
    assert find(directory, "Bob Ray", id="c2") == Match()


def test_a_crowd_of_namesakes_is_not_searched() -> None:
    directory = Directory(person(f"c{n}", url=f"ann-{n}") for n in range(NAMESAKES_LIMIT + 1))
    assert find(directory, url="ann-new") == Match()
