"""The five jobs with a person follow what really happened, not the stage alone."""

from __future__ import annotations

import pytest

from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.path import concerns, jobs_done, steps

MUST = Question("q1", text="Which change matters?", section="trends", priority="must")
PLANNED = Meeting("m1", status="scheduled", objective="which skills count", questions=(MUST,))


def signs(*done: bool) -> str:
    """``✓`` done, ``●`` current, ``○`` open."""
    return "".join({"done": "✓", "current": "●", "open": "○"}[step.state] for step in steps(done))


@pytest.mark.parametrize(
    ("stage", "is_chosen"),
    [("lead", False), ("shortlisted", True), ("met", True), ("dormant", True), ("parked", False)],
)
def test_somebody_is_chosen_from_the_shortlist_on(stage: str, is_chosen: bool) -> None:
    assert jobs_done(stage, (), used=False) == (is_chosen, False, False, False, False)


def test_planning_is_done_with_a_goal_and_a_must() -> None:
    assert jobs_done("scheduled", [PLANNED], used=False)[1]
    assert not jobs_done("scheduled", [PLANNED._replace(objective=" ")], used=False)[1]
    should = MUST._replace(priority="should")
    assert not jobs_done("scheduled", [PLANNED._replace(questions=(should,))], used=False)[1]


def test_a_must_of_the_closing_alone_is_no_plan() -> None:
    closing = MUST._replace(section="closing")
    assert not jobs_done("scheduled", [PLANNED._replace(questions=(closing,))], used=False)[1]


def test_the_goal_is_shared_once_the_brief_was_sent() -> None:
    assert not jobs_done("scheduled", [PLANNED], used=False)[2]
    assert jobs_done("scheduled", [PLANNED._replace(brief_sent_at="2026-11-20")], used=False)[2]


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
def test_a_talk_that_was_called_off_does_not_count(status: str) -> None:
    talk = PLANNED._replace(status=status, brief_sent_at="2026-11-20")
    assert jobs_done("in_dialogue", [talk], used=False) == (True, False, False, False, False)


def test_being_in_touch_and_a_done_action_end_the_path() -> None:
    held = PLANNED._replace(status="closed", brief_sent_at="2026-11-20")
    assert jobs_done("in_touch", [held], used=True) == (True, True, True, True, True)
    assert signs(*[True] * 5) == "✓✓✓✓✓"


def test_somebody_dormant_is_to_be_touched_again() -> None:
    assert not jobs_done("dormant", (), used=True)[3]


def test_the_first_job_that_is_not_done_is_the_current_one() -> None:
    assert signs(False, False, False, False, False) == "●○○○○"
    assert signs(True, False, True, False, False) == "✓●✓○○"


def test_an_action_concerns_who_is_named_in_it_and_who_gave_one_of_its_insights() -> None:
    assert concerns({"contact": "c1"}, "c1", ())
    assert concerns({"contact": "c2", "insights": ["i1", "i2"]}, "c1", ["i2"])
    assert not concerns({"contact": "c2", "insights": ["i1"]}, "c1", ["i2"])
    assert not concerns({"insights": {"broken": 1}}, "c1", ["broken"])
