"""A weekly review as Markdown: nothing that was typed acts in it."""

from __future__ import annotations

import re

import pytest

from netx_tui.domain.review_steps import ReviewPart
from netx_tui.domain.reviews import Review
from netx_tui.formats.review_markdown import review_markdown

NOTHING = ReviewPart("Cards", "", ())


def written(text: str) -> str:
    """A review with ``text`` wherever something was typed."""
    review = Review("v1", week=text, note=text)
    return review_markdown(review, text, [ReviewPart("Insights", text, (text, "plain"))])


def test_steps_are_numbered_and_an_empty_one_says_so() -> None:
    text = review_markdown(Review("v1", week="2026-W48", note="Ask"), "Mon to Sun", [NOTHING, NOTHING])
    assert text.splitlines()[:4] == ["# Weekly review 2026-W48", "", "Mon to Sun", ""]
    assert "> Ask" in text and "## 2. Cards\n\nNothing.\n" in text


def test_without_a_sentence_there_is_no_empty_quote() -> None:
    assert ">" not in review_markdown(Review("v1", week="2026-W48"), "", [NOTHING])


@pytest.mark.parametrize(
    "text",
    [
        "# a heading",
        "[a link](javascript:alert)",
        "![a picture](http://example.org/x.png)",
        "<script>alert(1)</script>",
        "a | table | row",
        "*bold* _too_ `code` ~~gone~~",
        "&lt;b&gt; &#35;",
        "> a quote",
    ],
)
def test_signs_of_markdown_and_html_do_nothing(text: str) -> None:
    for line in written(text).splitlines():
        plain = re.sub(r"^(# Weekly review |> |- |## \d\. )", "", line)
        assert not re.search(r"(?<!\\)[*_`\[\]<>#|~]|(?<!\\)&(?=#?\w+;)", plain)


@pytest.mark.parametrize(
    "text", ["- a list", "+ a list", "1. a list", "12) a list", "--- a rule", "=== a line"]
)
def test_what_looks_like_a_list_does_not_begin_one(text: str) -> None:
    lines = [line for line in written(text).splitlines() if line.startswith("- ")]
    assert all(not re.match(r"- (?:[-+=]|\d+[.)])", line) for line in lines)
    assert any(line.replace("\\", "") == f"- {text}" for line in lines)


def test_a_text_of_several_lines_stays_on_its_line_and_controls_are_dropped() -> None:
    text = written("one\n\n# two\r\n- three\x1b]52;c;aGk=\x07\u202e\u2028four")
    assert "- one \\# two - three\\]52;c;aGk= four\n" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\u2028]", text)
