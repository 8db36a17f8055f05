"""Which kinds of mail come first for whom."""

from __future__ import annotations

import pytest

from netx_tui.domain.contacts import STAGES
from netx_tui.domain.mails.fitting import LIKELY, fitting
from netx_tui.domain.mails.kinds import KINDS, PLACEHOLDERS
from netx_tui.domain.mails.place_labels import PLACE_LABELS, place_label


@pytest.mark.parametrize(
    ("stage", "first"),
    [
        ("shortlisted", "invitation"),
        ("invited", "nudge"),
        ("in_dialogue", "offer_dates"),
        ("met", "thank_you"),
        ("in_touch", "close_the_loop"),
        ("dormant", "check_in"),
        ("declined", "decline_reply"),
    ],
)
def test_the_likely_kind_comes_first(stage: str, first: str) -> None:
    assert fitting(stage)[0] == first


@pytest.mark.parametrize("stage", [*STAGES, "unheard_of"])
def test_every_kind_is_offered_once_and_a_brief_only_before_a_talk(stage: str) -> None:
    assert sorted(fitting(stage, talk_ahead=True)) == sorted(KINDS)
    assert sorted((*fitting(stage), "brief")) == sorted(KINDS)


def test_with_a_talk_ahead_the_brief_comes_first() -> None:
    assert fitting("scheduled", talk_ahead=True)[0] == "brief"
    assert fitting("in_touch", talk_ahead=True)[0] == "brief"


def test_the_likely_kinds_are_known_ones_of_known_stages() -> None:
    assert set(LIKELY) <= set(STAGES)
    assert {kind for kinds in LIKELY.values() for kind in kinds} <= set(KINDS)


def test_every_place_of_a_template_has_a_name_in_words() -> None:
    assert set(PLACE_LABELS) == set(PLACEHOLDERS)
    assert place_label("specific") == "Why this person"
    assert place_label("unheard_of") == "unheard_of"
