"""Finding people by misspelled names, when there are few exact hits."""

from __future__ import annotations

import time

import pytest

from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.filters import Searchable, searchable
from netx_tui.services.search import search

NAMES = (
    ("Sina Vogel", "Kranich Werke"),
    ("Kofi Hartmann", "Blaupause Software"),
    ("Dana Weiss", "Fjordbank"),
    ("Jana Müller", "Kranich-Werke Nord"),
    ("Ruth Meyer", "Lumenkit"),
)
PEOPLE = tuple(
    searchable(Contact(id=name, name=name, company=company, title="Data Engineer" if "K" in name else ""))
    for name, company in NAMES
)


def found(text: str, people: tuple[Searchable, ...] = PEOPLE) -> list[str]:
    return [people[place].contact.name for place in search(people, text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kranik", ["Sina Vogel", "Jana Müller"]),
        ("hartman", ["Kofi Hartmann"]),
        ("hatrmann", ["Kofi Hartmann"]),
        ("hartnm", ["Kofi Hartmann"]),
        ("meier", ["Ruth Meyer"]),
        ("mueler", ["Jana Müller"]),
        ("fjodbank", ["Dana Weiss"]),
        ("lummenkit", ["Ruth Meyer"]),
        ("kranik werke sina", ["Sina Vogel"]),
    ],
)
def test_a_misspelled_name_or_company_is_found(typed: str, meant: list[str]) -> None:
    assert found(typed) == meant


@pytest.mark.parametrize("typed", ["data", "vgl", '"hartmen"', "kranik -werke", "zzzz", "wexxxs"])
def test_other_words_short_words_and_phrases_find_nothing_that_only_sounds_alike(typed: str) -> None:
    assert found(typed) == (["Kofi Hartmann"] if typed == "data" else [])


def test_the_other_conditions_hold_for_misspelled_names_too() -> None:
    assert found("kranik name:jana") == ["Jana Müller"]
    assert found("hartman data") == ["Kofi Hartmann"]
    assert found("hartnann tea") == []


def test_with_enough_exact_hits_nothing_is_added() -> None:
    many = tuple(searchable(Contact(id=str(n), name=f"Hartmen {n}")) for n in range(5)) + PEOPLE
    assert len(found("hartmen", many)) == 5
    assert found("hartmen", many[1:])[-1] == "Kofi Hartmann"


def test_of_misspelled_names_only_the_nearest_are_meant() -> None:
    people = tuple(
        searchable(Contact(id=name, name=name)) for name in ("Ann Hartmann", "Bo Hartnann", "Cy Hortmans")
    )
    assert found("hartman", people[2:]) == ["Cy Hortmans"]
    assert found("hartmnn", people) == ["Ann Hartmann"]


def test_nobody_is_found_among_nobody() -> None:
    assert found("kranik", ()) == []


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(FieldError):
        search(PEOPLE, "nosuch:x")


def test_ten_thousand_people_are_searched_between_two_keys() -> None:
    many = tuple(
        searchable(
            Contact(
                id=str(n), name=f"{chr(97 + n % 26)}{n * 7919 % 9973}or Hart{n % 89}", company=f"Werk {n}"
            )
        )
        for n in range(10_000)
    )
    search(many, "hartzzzn")
    best = min(_timed(many) for _ in range(5))
    assert best < 0.1, "usually 5 ms; the limit leaves room for a busy machine"


def _timed(people: tuple[Searchable, ...]) -> float:
    began = time.perf_counter()
    search(people, "hartzzzn")
    return time.perf_counter() - began
