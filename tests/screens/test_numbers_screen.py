"""The numbers page: what it counts, what its keys do, how it looks in every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Create, Update
from netx_tui.widgets.signs import ASCII, UNICODE, Signs
from tests.screens.conftest import House
from tests.screens.numbers_run import past, running

pytestmark = pytest.mark.usefixtures("quick", "quick_pilot")
Shown = Callable[[NetxApp], str]


async def test_the_metrics_stand_above_and_a_drawing_below(empty_house: House, screen_text: Shown) -> None:
    async with running(empty_house, changes=past()) as run:
        shown = screen_text(run.app)
        assert "The last 28 days: 3 talks: 5 insights, 1 action done" in shown
        assert "M1   invitations with an answer" in shown
        assert "4 of 6" in shown
        assert "How far people came" in shown
        assert "answered     4 █" in shown
        assert "M10" not in shown  # it lies further down
        await run.press("G")
        assert "M17" in screen_text(run.app)


async def test_p_draws_the_next_numbers_and_shift_p_those_before(
    empty_house: House, screen_text: Shown
) -> None:
    async with running(empty_house, changes=past()) as run:
        seen = []
        for _picture in range(6):
            assert run.screen.plot.data is not None
            seen.append(run.screen.plot.data.key)
            await run.press("p")
        assert seen == ["way", "use", "band", "template", "times", "talks"]
        assert run.screen.plot.data is not None
        assert run.screen.plot.data.key == "way"  # round
        await run.press("b", "b")
        assert run.screen.plot.data.key == "times"
        assert "Too few yet: 0 of 5 cards done." in screen_text(run.app)
        assert "picture 5 of 6" in screen_text(run.app)


async def test_the_period_grows_and_shrinks(empty_house: House, screen_text: Shown) -> None:
    async with running(empty_house, changes=past()) as run:
        await run.press("left_square_bracket")
        assert "The last 7 days: 1 talk: 2 insights" in screen_text(run.app)
        await run.press("left_square_bracket")
        assert "The last 7 days" in screen_text(run.app)
        await run.press(*["right_square_bracket"] * 5)
        assert "The last 365 days: 3 talks" in screen_text(run.app)


async def test_talks_stand_beside_each_other_in_the_order_asked_for(
    empty_house: House, screen_text: Shown
) -> None:
    async with running(empty_house, changes=past()) as run:
        await run.press("s")  # nothing to order yet
        await run.press("t")
        assert [talk.meeting for talk in run.screen.talks.rows] == ["t2", "t1", "t0"]
        assert "▾day" in screen_text(run.app)
        await run.press("s", "s", "s", "s")
        assert "▾done" in screen_text(run.app)
        assert [talk.meeting for talk in run.screen.talks.rows] == ["t0", "t2", "t1"]
        await run.press("escape")
        assert run.app.screen is run.screen
        assert "M1 " in screen_text(run.app)
        await run.press("escape")
        assert run.app.screen is not run.screen


async def test_the_cursor_stays_on_its_talk(empty_house: House) -> None:
    async with running(empty_house, changes=past()) as run:
        await run.press("t", "G")
        await run.press("s", "s")
        assert run.screen.talks.current is not None
        assert run.screen.talks.current.meeting == "t0"


async def test_what_another_session_writes_is_counted(empty_house: House, screen_text: Shown) -> None:
    async with running(empty_house, changes=past()) as run:
        other = empty_house.workspace()
        other.apply([Update("mails", "x5", {"replied_at": "2026-11-06T10:00:00+00:00"})], "answered")
        await run.until(lambda: "5 of 6" in screen_text(run.app))


async def test_y_copies_the_numbers_as_text(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    async with running(empty_house, changes=past()) as run:
        monkeypatch.setattr(run.app, "copy_to_clipboard", copied.append)
        await run.press("y")
        assert "Copied: the numbers" in run.told()
    lines = copied[0].splitlines()
    assert lines[1] == "M1 invitations with an answer: 4 of 6, 67 %"
    assert "    band A: 4 of 6, 67 %" in lines


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
async def test_nothing_is_cut_in_any_size(
    empty_house: House, screen_text: Shown, size: tuple[int, int], signs: Signs
) -> None:
    async with running(empty_house, size, changes=past(), signs=signs) as run:
        for key in ("", *"pppppp", "t", "t"):
            await run.press(*([key] if key else []))
            for move in ("G", "g", "g"):
                body = screen_text(run.app).split("\n")[2:-2]
                assert not [line for line in body if signs.cut in line]
                assert all(len(line) <= size[0] for line in body)
                await run.press(move)


async def test_a_terminal_without_utf_8_is_drawn_for_in_plain_letters(
    empty_house: House, screen_text: Shown
) -> None:
    async with running(empty_house, (60, 20), changes=past(), signs=ASCII) as run:
        for _picture in range(6):
            await run.press("p")
            title = f" {run.screen.plot.data.title}" if run.screen.plot.data else ""
            lines = screen_text(run.app).split("\n")
            assert all(line.isascii() for line in lines[lines.index(title) : -2])


async def test_without_any_data_it_says_so(empty_house: House, screen_text: Shown) -> None:
    async with running(empty_house) as run:
        assert "Nobody is known yet." in screen_text(run.app)
        await run.press("p")
        assert "Too few yet: 0 of 5 insights." in screen_text(run.app)
        await run.press("t", "s")
        assert "No talk was held in this period." in screen_text(run.app)


async def test_hostile_names_are_only_text(empty_house: House, screen_text: Shown) -> None:
    bad = [
        Create("contacts", "n9", {"name": "[/x] [@click=app.quit]A\x1b]52;c;x\x07", "stage": "met"}),
        Create("meetings", "t9", {"contact": "n9", "status": "held", "at": "2026-11-21T15:00:00+00:00"}),
    ]
    sent = {"contact": "n9", "kind": "invitation", "sent_at": "2026-10-30T10:00:00+00:00"}
    hostile = {**sent, "band_at_sending": "[/b]\x1b[2J", "lang": "[red]"}
    bands = [Create("mails", f"y{n}", hostile) for n in range(5)]
    async with running(empty_house, changes=[*past(), *bad, *bands]) as run:
        await run.press("t", "p", "p")
        shown = screen_text(run.app)
        assert "[/x] [@click=app" in shown
        assert "band [/b]" in shown
        assert "\x1b" not in shown
        await run.press("p")
        assert "[red]" in screen_text(run.app)


async def test_every_key_says_what_it_does(empty_house: House) -> None:
    async with running(empty_house, changes=past()) as run:
        own = [live.binding for live in run.screen.active_bindings.values() if live.node is run.screen]
        assert {binding.id for binding in own if binding.id and binding.id.startswith("numbers.")} >= {
            "numbers.plot",
            "numbers.plot_back",
            "numbers.shorter",
            "numbers.longer",
            "numbers.talks",
            "numbers.copy",
        }
        assert all(binding.tooltip and binding.description for binding in own)
