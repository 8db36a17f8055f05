"""The bank of questions that ships, and the user's own over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.config.paths import Paths
from netx_tui.config.questions import question_bank
from netx_tui.domain.agenda import is_core
from netx_tui.domain.meetings import Question
from netx_tui.domain.minutes import budget
from netx_tui.domain.profile import PURPOSES


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths({"HOME": str(tmp_path)}, data="", config=str(tmp_path / "config.yaml"))


def own(paths: Paths, text: str) -> None:
    folder = Path(paths.rules)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "questions.yaml").write_text(text, encoding="utf-8")


def test_the_bank_that_ships_has_52_questions_in_two_languages(paths):
    bank, problems = question_bank(paths)
    assert problems == ()
    assert len(bank.questions) == 52
    assert all(question.en and question.de for question in bank.questions.values())


def test_only_the_delicate_question_is_delicate_and_it_is_never_a_must(paths):
    bank, _problems = question_bank(paths)
    delicate = [question for question in bank.questions.values() if question.delicate]
    assert [question.id for question in delicate] == ["HIR4"]
    assert delicate[0].priority != "must"
    assert not delicate[0].sendable


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_set_fits_twenty_minutes_and_closes_the_talk(paths, purpose):
    bank, _problems = question_bank(paths)
    chosen = bank.set_for(purpose)
    core = [(q, how) for q, how in chosen if is_core(Question(q.id, section=q.section))]
    assert sum(how == "must" for _q, how in core) == 2
    assert 13 <= sum(q.minutes for q, _how in core) <= budget(20).core
    assert {"CLO1", "CLO2"} <= {q.id for q, _how in chosen}


def test_a_search_finds_words_of_question_and_part_in_the_language(paths):
    bank, _problems = question_bank(paths)
    assert [question.id for question in bank.search("Dienstag", "de")] == ["ROLE1"]
    assert {question.section for question in bank.search("", section="skills")} == {"skills"}


def test_the_users_question_wins_by_id_and_a_new_one_is_added(paths):
    own(
        paths,
        'questions:\n- [RES1, resources, must, 2, y, "My own?", ""]\n'
        '- [OWN1, advice, must, 3, y, "Mine?", ""]\n',
    )
    bank, problems = question_bank(paths)
    assert problems == ()
    assert bank.questions["RES1"].en == "My own?"
    assert len(bank.questions) == 53


def test_an_id_that_is_there_twice_is_told_with_its_line_and_the_first_counts(paths):
    own(paths, 'questions:\n- [X1, role, must, 2, y, "One?", ""]\n- [X1, role, must, 2, y, "Two?", ""]\n')
    bank, problems = question_bank(paths)
    assert bank.questions["X1"].en == "One?"
    assert "line 3" in problems[0] and "X1" in problems[0]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('[X1, nowhere, must, 2, y, "One?", ""]', "'nowhere' is none of"),
        ('[X1, role, must, 99, y, "One?", ""]', "1 to 30"),
        ('[X1, role, must, 2, y, "", ""]', "no text"),
        ("[X1, role]", "a question is"),
    ],
)
def test_a_question_that_cannot_be_used_is_told_and_the_rest_is_used(paths, row, why):
    own(paths, f"questions:\n- {row}\n")
    bank, problems = question_bank(paths)
    assert why in problems[0]
    assert len(bank.questions) == 52


def test_broken_yaml_is_named_with_its_line_and_what_ships_is_used(paths):
    own(paths, "questions: [\n- x\n")
    bank, problems = question_bank(paths)
    assert "line 2" in problems[0]
    assert len(bank.questions) == 52
