"""The contact card: everything about a person in lines; only changed lines repaint."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from netx_tui.config.theme_files import DARK
from netx_tui.domain.rows import (
    Fact,
    MissingFact,
    PathStep,
    PersonCard,
    PersonRow,
    ProposalLine,
    ReasonLine,
)
from netx_tui.screens.look import OWN_COLORS
from netx_tui.widgets.card_lines import card_lines, search_words
from netx_tui.widgets.contact_card import ContactCard
from netx_tui.widgets.signs import ASCII, UNICODE

ROW = PersonRow(
    "c1", "A", 78, "78", "Ayla Brandt", "Head of Data", "Nordlicht", "lead", "lead", "+20 data", step=None
)  # type: ignore[arg-type]


def card(**values: object) -> PersonCard:
    full = PersonCard(
        row=ROW,
        subtitle="Head of Data, Nordlicht Analytics, 52 months",
        path=(PathStep("Choose", "done"), PathStep("Plan", "current"), PathStep("Goal", "open")),
        reasons=(ReasonLine(20, "wanted company 5/5"), ReasonLine(-10, "other department (legal)")),
        gates=("newcomer in another department",),
        potential="16..66",
        missing=MissingFact("department", "department", 66),
        proposal=ProposalLine(
            "keep_searching", "Keep searching.", search_words=('"Head of Data"', '"Data Lead"')
        ),
        facts=(Fact("Department", "data", guessed=True), Fact("Since", "")),
        links=(Fact("linkedin", "https://www.linkedin.com/in/" + "a" * 60),),
        notes="Likes boring tools.\n[bold]Not markup[/x]",
        research=("2 Nov: talk on lineage",),
        events=("new job 2026-09-01",),
    )
    return full._replace(**values)  # type: ignore[arg-type]


def text(shown: PersonCard, width: int = 60, signs=UNICODE) -> str:
    return "\n".join("".join(part for part, _style in line) for line in card_lines(shown, width, signs))


@pytest.mark.parametrize(
    "words",
    [
        "fits now A 78",
        "Choose ✓  Plan ●  Goal ○",
        " +20 ██████████ wanted company 5/5",
        " -10 █████      other department (legal)",
        "⊘ newcomer in another department",
        "possible 16..66; find out the department: up to 66",
        '"Head of Data"',
        "data (guessed)",
        "[bold]Not markup[/x]",
        "talk on lineage",
        "new job 2026-09-01",
    ],
)
def test_the_card_shows(words: str) -> None:
    assert words in text(card())


def test_the_card_has_an_ascii_twin() -> None:
    assert text(card(), signs=ASCII).isascii()


def test_a_fact_without_a_value_is_left_out() -> None:
    assert "Since" not in text(card())


@pytest.mark.parametrize("width", [30, 44, 60, 76, 100, 160])
def test_no_line_is_wider_than_the_card(width: int) -> None:
    for line in card_lines(card(), width):
        assert sum(cell_len(part) for part, _style in line) <= width


def test_a_wide_card_shows_two_reasons_beside_each_other() -> None:
    assert any(
        "wanted company" in line and "other department" in line for line in text(card(), 90).split("\n")
    )


def test_the_search_words_are_ready_to_paste() -> None:
    assert search_words(card()) == '"Head of Data" OR "Data Lead"'
    assert search_words(card(proposal=None)) == ""


class CardApp(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {name: DARK[name] for name in OWN_COLORS}

    def compose(self) -> ComposeResult:
        yield ContactCard()


async def test_another_card_repaints_only_the_lines_that_differ() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 30)) as pilot:
        widget = app.query_one(ContactCard)
        widget.show(card())
        await pilot.pause()
        repainted: list[Region] = []
        refresh = widget.refresh
        widget.refresh = lambda *regions, **how: (repainted.extend(regions), refresh(*regions, **how))[1]  # type: ignore[method-assign]
        widget.show(card(row=ROW._replace(id="c2", name="Mira Okafor"), research=("2 Nov: a book",)))
        lines = {region.y for region in repainted}
        assert len(lines) == 2
        assert 0 in lines


async def test_the_same_card_repaints_nothing() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 30)) as pilot:
        widget = app.query_one(ContactCard)
        widget.show(card())
        await pilot.pause()
        repainted: list[object] = []
        widget.refresh = lambda *regions, **how: repainted.append(regions)  # type: ignore[method-assign]
        widget.show(card())
        assert repainted == []


async def test_a_long_card_scrolls_and_says_that_it_goes_on() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 8)) as pilot:
        widget = app.query_one(ContactCard)
        widget.focus()
        widget.show(card())
        await pilot.pause()
        assert widget.render_line(7).text.startswith("↓")
        await pilot.press("G")
        assert "new job" in widget.render_line(7).text
        await pilot.press("home")
        assert "Ayla" in widget.render_line(0).text


async def test_another_person_is_shown_from_the_first_line_on() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 8)) as pilot:
        widget = app.query_one(ContactCard)
        widget.focus()
        widget.show(card())
        await pilot.press("G")
        widget.show(card(row=ROW._replace(id="c2", name="Mira Okafor")))
        assert "Mira" in widget.render_line(0).text


async def test_an_edit_of_the_same_person_stays_where_one_reads() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 8)) as pilot:
        widget = app.query_one(ContactCard)
        widget.focus()
        widget.show(card())
        await pilot.press("G")
        widget.show(card(events=("new job 2026-10-01",)))
        assert "2026-10-01" in widget.render_line(7).text


async def test_nobody_is_an_empty_card() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 8)) as pilot:
        widget = app.query_one(ContactCard)
        widget.show(card())
        widget.show(None)
        await pilot.pause()
        assert not widget.render_line(0).text.strip()
