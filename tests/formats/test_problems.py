"""A problem says where it is, once."""

from __future__ import annotations

import pytest

from netx_tui.formats.problems import Problem


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem(3, "name", "There is no name.", "a.csv"), "a.csv, line 3: There is no name."),
        (Problem(0, "", "The columns are odd.", "a.csv"), "a.csv: The columns are odd."),
        (Problem(0, "", "a.csv is too large.", "a.csv"), "a.csv is too large."),
    ],
)
def test_the_sentence_names_the_file_and_the_line_once(problem: Problem, sentence: str) -> None:
    assert problem.sentence == sentence
