"""The agenda: readiness, minutes, the rules A1 to A11 with a failing and a passing example each."""

from __future__ import annotations

import pytest

from netx_tui.domain.agenda import ordered_place, planned_minutes, readiness, split_objective
from netx_tui.domain.agenda_lint import cure_fields, lint_agenda
from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.minutes import budget

WHO_ELSE = Question("q9", "CLO1", "Who else should I talk to?", "closing", "must", 1)
OWN = Question("q1", "", "What did you learn at the meetup in May?", "insights", "must", 4, sendable=True)
GOOD = Meeting(
    "m1",
    objective_verb="know",
    objective="which three skills a newcomer must show",
    questions=(OWN, WHO_ELSE),
)


def with_question(text: str, **fields: object) -> Meeting:
    question = Question("q2", "", text, "role", "should", 3)._replace(**fields)  # type: ignore[arg-type]
    return GOOD._replace(questions=(OWN, question, WHO_ELSE))


MANY = tuple(OWN._replace(id=f"q{n}", minutes=4) for n in range(3))
FAILING = {
    "A1": GOOD._replace(objective=""),
    "A2": GOOD._replace(objective_verb="", objective="data platforms and how they are built"),
    "A3": GOOD._replace(questions=(OWN._replace(priority="should"), WHO_ELSE)),
    "A4": GOOD._replace(questions=(*MANY, WHO_ELSE)),
    "A5": with_question("What else is there to see?", minutes=12),
    "A6": with_question("What does Nordlicht do?"),
    "A7": with_question("Is the work interesting?"),
    "A8": with_question("What changed? And why?"),
    "A9": GOOD._replace(questions=(OWN,)),
    "A10": with_question("Is there a job for me?", section="hiring"),
    "A11": GOOD._replace(questions=(OWN._replace(qid="INS1"), WHO_ELSE)),
}
SEVERITIES = {
    "A1": "error", "A2": "warn", "A3": "error", "A4": "warn", "A5": "warn", "A6": "warn",
    "A7": "info", "A8": "info", "A9": "info", "A10": "warn", "A11": "info",
}  # fmt: skip


@pytest.mark.parametrize("rule", FAILING)
def test_each_rule_finds_its_failing_example(rule):
    found = {finding.rule: finding.severity for finding in lint_agenda(FAILING[rule], "Nordlicht")}
    assert found.get(rule) == SEVERITIES[rule]


def test_a_good_agenda_has_no_finding():
    assert lint_agenda(GOOD, "Nordlicht") == ()


def test_too_many_musts_are_told_with_their_minutes():
    finding = next(f for f in lint_agenda(FAILING["A4"]) if f.rule == "A4")
    assert finding.sentence == "3 musts need 12 of 8 min."


@pytest.mark.parametrize("rule", ["A3", "A4", "A6", "A8"])
def test_a_cure_takes_its_finding_away(rule):
    meeting = FAILING[rule]
    finding = next(f for f in lint_agenda(meeting, "Nordlicht") if f.rule == rule)
    changes = cure_fields(finding.cure, meeting, "Nordlicht")
    cured = meeting._replace(
        questions=tuple(question._replace(**changes.get(question.id, {})) for question in meeting.questions)
    )
    assert rule not in [f.rule for f in lint_agenda(cured, "Nordlicht")]


def test_a_closed_question_in_the_closing_is_fine():
    meeting = GOOD._replace(
        questions=(OWN, WHO_ELSE, WHO_ELSE._replace(id="q8", text="Can I do anything for you?"))
    )
    assert "A7" not in [finding.rule for finding in lint_agenda(meeting)]


def test_a_job_as_the_goal_is_told_too():
    found = lint_agenda(GOOD._replace(objective="how I get a job at this company"))
    assert "A10" in [finding.rule for finding in found]


@pytest.mark.parametrize(
    ("total", "shares"),
    [
        (10, (2, 4, 3, 1, 2, 1)),
        (15, (2, 9, 3, 1, 5, 1)),
        (20, (2, 14, 3, 1, 8, 2)),
        (30, (3, 20, 5, 2, 12, 4)),
        (45, (5, 30, 7, 3, 18, 5)),
        (60, (6, 41, 9, 4, 24, 5)),
    ],
)
def test_the_minutes_are_shared_as_the_table_says(total, shares):
    assert budget(total)[1:] == shares


def test_readiness_counts_goal_notes_must_and_brief():
    assert readiness(Meeting("m1")).value == 0
    full = GOOD._replace(person_notes="x" * 40, field_notes="y" * 40, brief_sent_at="2026-11-24")
    assert readiness(full) == (5, ())
    assert readiness(full._replace(person_notes="x" * 39)).missing == ("person_notes",)


def test_a_must_in_the_closing_does_not_count_as_prepared():
    assert "must" in readiness(GOOD._replace(questions=(WHO_ELSE,))).missing


def test_planned_are_musts_and_shoulds_of_the_core_that_were_not_dropped():
    questions = (
        OWN,
        OWN._replace(id="q2", priority="nice"),
        OWN._replace(id="q3", state="dropped"),
        OWN._replace(id="q4", section="rapport"),
        WHO_ELSE,
    )
    assert planned_minutes(questions) == 4


@pytest.mark.parametrize(
    ("typed", "verb", "clause"),
    [
        ("know which skills count", "know", "which skills count"),
        ("After this talk I can say what a lakehouse is", "can", "say what a lakehouse is"),
        ("weiß ich, welche Fähigkeiten zählen", "know", "welche Fähigkeiten zählen"),
        ("Nach diesem Gespräch weiß ich welche zählen", "know", "welche zählen"),
        ("data platforms", "", "data platforms"),
    ],
)
def test_a_verb_in_front_of_the_goal_is_split_off(typed, verb, clause):
    found = split_objective(typed)
    assert found[0] == verb
    assert found[1].lstrip(", ") == clause


def test_a_new_question_stands_where_it_belongs():
    questions = (Question("r", section="rapport"), OWN, OWN._replace(id="s", priority="should"), WHO_ELSE)
    assert ordered_place(questions, "advice", "must") == 2
    assert ordered_place(questions, "role", "should") == 3
    assert ordered_place(questions, "closing", "nice") == 4
    assert ordered_place(questions, "opening", "nice") == 1
