"""The filter language: what each word of a query lets pass."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.contacts import Contact, Research
from netx_tui.domain.errors import FieldError
from netx_tui.domain.filter_fields import FIELDS
from netx_tui.domain.filters import EVERYONE, NOBODY, Has, parse, searchable, suggestions


def person(name: str = "Sina Vogel", band: str = "A", score: int = 65, **fields: Any) -> Any:
    return searchable(Contact(id=name, name=name, **fields), band, score)


SINA = person(
    company="Kranich Werke",
    title="Head of Data",
    department="data",
    level="department_head",
    stage="lead",
    emails=("sina.vogel@kranich.example",),
    tags=("statistics", "berlin-meetup"),
    city="Köln",
    lang="de",
    tier="active",
    guessed=("level",),
    links={"linkedin": "https://linkedin.example/in/sina"},
)
KOFI = person(
    "Kofi Hartmann",
    "C",
    34,
    company="Blaupause Software",
    title="Marketing Manager",
    department="marketing",
    level="peer",
    stage="in_dialogue",
    notes="Met at the fair.\nLikes tea.",
    former_colleague=True,
    research=(Research("r1", "gave a talk"),),
)
JANA = person("Jana Müller", "?", 16, company="Fjordbank", stage="shortlisted", do_not_contact=True)
PEOPLE = (SINA, KOFI, JANA)


def names(query: str) -> list[str]:
    return [PEOPLE[place].contact.name.split()[0] for place in parse(query).select(PEOPLE)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Sina", "Kofi", "Jana"]),
        ("kranich", ["Sina"]),
        ("KRANICH data", ["Sina"]),
        ("kranich marketing", []),
        ("-marketing", ["Sina", "Jana"]),
        ('"head of"', ["Sina"]),
        ('"of head"', []),
        ('-"head of"', ["Kofi", "Jana"]),
        ("„head of“", ["Sina"]),
        ("koln", ["Sina"]),
        ("koeln", ["Sina"]),
        ("Müller", ["Jana"]),
        ("mueller", ["Jana"]),
        ("muller", ["Jana"]),
        ("sina.vogel@", ["Sina"]),
        ("tea", ["Kofi"]),
        ("berlin-meetup", ["Sina"]),
    ],
)
def test_plain_words_are_looked_for_everywhere_and_all_must_be_there(query: str, found: list[str]) -> None:
    assert names(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name:vogel", ["Sina"]),
        ("company:kranich", ["Sina"]),
        ('company:"kranich werke",fjordbank', ["Sina", "Jana"]),
        ("company:vogel", []),
        ("-company:kranich", ["Kofi", "Jana"]),
        ("title:manager", ["Kofi"]),
        ("title:?", ["Jana"]),
        ("dept:data", ["Sina"]),
        ("department:?", ["Jana"]),
        ("level:head", ["Sina"]),
        ('level:"department head"', ["Sina"]),
        ("level:unknown", ["Jana"]),
        ("stage:lead", ["Sina"]),
        ("stage:in_d", ["Kofi"]),
        ("stage:lead,shortlisted", ["Sina", "Jana"]),
        ("band:A", ["Sina"]),
        ("band:a,c", ["Sina", "Kofi"]),
        ("band:AC", ["Sina", "Kofi"]),
        ("band:?", ["Jana"]),
        ("score:>60", ["Sina"]),
        ("score:>=65", ["Sina"]),
        ("score:<34", ["Jana"]),
        ("score:<=34", ["Kofi", "Jana"]),
        ("score:34", ["Kofi"]),
        ("score:30-65", ["Sina", "Kofi"]),
        ("score:30..40,16", ["Kofi", "Jana"]),
        ("tag:meetup", ["Sina"]),
        ("city:köln", ["Sina"]),
        ("lang:de", ["Sina"]),
        ("lang:?", ["Kofi", "Jana"]),
        ("email:kranich", ["Sina"]),
        ("email:?", ["Kofi", "Jana"]),
        ("notes:fair", ["Kofi"]),
        ("tier:active", ["Sina"]),
        ("is:guessed", ["Sina"]),
        ("is:mail is:linkedin", ["Sina"]),
        ("is:shortlisted", ["Jana"]),
        ("is:blocked", ["Jana"]),
        ("is:colleague", ["Kofi"]),
        ("is:noted", ["Kofi"]),
        ("is:phone", []),
        ("-is:blocked -is:mail", ["Kofi"]),
    ],
)
def test_a_field_narrows_to_its_values(query: str, found: list[str]) -> None:
    assert names(query) == found


def test_the_example_of_the_help_reads_as_it_says() -> None:
    assert names('company:kranich band:A,B stage:lead -marketing "head of"') == ["Sina"]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("firma:kranich", "company:kranich"),
        ("stufe:A", "band:A"),
        ("stand:lead", "stage:lead"),
        ("abteilung:data", "department:data"),
        ("titel:head", "title:head"),
        ("ort:köln", "city:köln"),
        ("hat:mail", "is:mail"),
    ],
)
def test_german_field_names_mean_the_same(german: str, english: str) -> None:
    assert names(german) == names(english) == ["Sina"]


@pytest.mark.parametrize(
    "typing", ['"', "-", '-"', "stage:", "score:", "score:>", "score:4-", "is:", "band:,", '""']
)
def test_what_is_still_being_typed_refuses_nobody(typing: str) -> None:
    assert len(names(typing)) == len(PEOPLE)


def test_an_open_quote_reaches_to_the_end() -> None:
    assert names('"head of da') == ["Sina"]
    assert names('company:"kranich we') == ["Sina"]


def test_an_unknown_field_names_the_nearest_and_all_there_are() -> None:
    with pytest.raises(FieldError, match=r"'compny:'.*'company:'.*Fields: name, company") as caught:
        parse("compny:x")
    assert caught.value.field == "compny"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("stage:shortlistd", "Did you mean 'shortlisted'"),
        ("band:Q", "A, B, C, D"),
        ("is:purple", "guessed"),
        ("score:many", "score:>60"),
    ],
)
def test_an_unknown_value_says_what_there_is(query: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse(query)


@pytest.mark.parametrize("query", ["https://x.example", "12:30"])
def test_a_colon_in_a_word_is_no_field(query: str) -> None:
    assert parse(query) == Has(query)


def test_a_department_of_ones_own_words_is_found_and_it_is_not_part_of_others() -> None:
    own = person(department="sea freight")
    assert parse("dept:freight").matches(own)
    assert not parse("dept:it").matches(person(department="sea freight it"[:11]))
    assert not parse("dept:it").matches(person(department="marketing"))


def test_a_phrase_never_reaches_from_one_field_into_the_next() -> None:
    assert not parse('"vogel kranich"').matches(SINA)


def test_filters_combine_and_their_neutral_ones_change_nothing() -> None:
    vogel, data, tea = Has("vogel"), Has("data"), Has("tea")
    assert EVERYONE & vogel == vogel == NOBODY | vogel
    assert (vogel & data).matches(SINA)
    assert (vogel | tea).select(PEOPLE) == [0, 1]
    assert ~~vogel == vogel
    assert not NOBODY.select(PEOPLE)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab:"-,>? score', max_size=25))
def test_any_text_is_read_or_refused_with_a_sentence_and_selecting_is_matching(text: str) -> None:
    try:
        wanted = parse(text)
    except FieldError as error:
        assert error.message.endswith(".")
        return
    assert wanted.select(PEOPLE) == [place for place, one in enumerate(PEOPLE) if wanted.matches(one)]


def test_suggestions_follow_the_word_being_typed() -> None:
    assert len(suggestions()) == len(FIELDS)
    assert suggestions("marketing co") == [("company:", "the company")]
    assert ("stage:lead,met", "met") in suggestions("stage:lead,m")
    assert suggestions("is:al") == [("is:alumni", "studied at the same place")]
    assert suggestions("nosuch:") == []
