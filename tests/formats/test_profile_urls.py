"""All spellings of one profile's address are one key."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netx_tui.formats.profile_urls import profile_key, profile_url

ANN = "https://www.linkedin.com/in/ann-lee"


@pytest.mark.parametrize(
    "text",
    [
        ANN,
        "http://www.linkedin.com/in/ann-lee",
        "https://LinkedIn.com/in/ann-lee/",
        "www.linkedin.com/in/ann-lee",
        "linkedin.com/in/ann-lee?trk=people#top",
        "https://de.linkedin.com/in/ann-lee/en",
        "https://m.linkedin.com/in/ann-lee/",
        " https://www.linkedin.com//in/ann%2Dlee ",
        "https://www.linkedin.com:443/in/ann-lee",
    ],
)
def test_every_spelling_becomes_the_same_address(text: str) -> None:
    assert profile_url(text) == ANN


def test_percent_encoding_is_undone() -> None:
    assert (
        profile_url("https://www.linkedin.com/in/zo%C3%AB-brandt") == "https://www.linkedin.com/in/zoë-brandt"
    )


def test_an_encoded_slash_or_control_character_stays_encoded() -> None:
    assert profile_url("https://www.linkedin.com/in/a%2Fb") == "https://www.linkedin.com/in/a%2Fb"
    assert profile_url("https://www.linkedin.com/in/a%1Bb") == "https://www.linkedin.com/in/a%1Bb"


def test_what_would_break_a_link_is_encoded() -> None:
    assert profile_url("https://www.linkedin.com/in/a b") == "https://www.linkedin.com/in/a%20b"
    assert profile_url('https://www.linkedin.com/in/"><x') == "https://www.linkedin.com/in/%22%3E%3Cx"
    assert profile_url("https://www.linkedin.com/in/ ?x") == ""


def test_the_key_ignores_case_but_the_address_keeps_it() -> None:
    member = "https://www.linkedin.com/in/ACoAAB1cD"
    assert profile_url(member) == member
    assert profile_key(member) == member.casefold()


def test_an_old_public_address_keeps_its_parts() -> None:
    assert (
        profile_url("http://www.linkedin.com/pub/ann-lee/1/2a/3")
        == "https://www.linkedin.com/pub/ann-lee/1/2a/3"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript://www.linkedin.com/in/x",
        "https://example.org/in/ann",
        "https://notlinkedin.com/in/ann",
        "https://www.linkedin.com/company/kranich",
        "https://www.linkedin.com/in/",
        "https://[broken/in/ann",
        "mailto:ann@example.org",
    ],
)
def test_what_is_no_profile_gives_nothing(text: str) -> None:
    assert profile_url(text) == ""


@settings(max_examples=60)
@given(st.text(max_size=40))
@example("\x85?")
def test_normalising_twice_changes_nothing(slug: str) -> None:
    once = profile_url("https://www.linkedin.com/in/" + slug)
    assert profile_url(once) == once
