"""The filter line: every letter filters, Enter keeps, Esc clears."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from netx_tui.widgets.filter_bar import FilterBar


class BarApp(App[None]):
    BINDINGS = [("x", "boom", "must not happen"), ("slash", "find", "find")]

    def compose(self) -> ComposeResult:
        self.told: list[str] = []
        yield FilterBar("part of a name", suggest=lambda text: [("company:", "the employer")])
        yield Static("list")

    def action_find(self) -> None:
        self.query_one(FilterBar).open()

    def action_boom(self) -> None:
        raise AssertionError

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        self.told.append(event.query)
        self.query_one(FilterBar).tell("7 of 1,204")

    def on_filter_bar_kept(self) -> None:
        self.told.append("kept")
        self.set_focus(None)


def shown(app: BarApp) -> str:
    return str(app.query_one(FilterBar).render())


@pytest.fixture
def app() -> BarApp:
    return BarApp()


async def test_every_letter_filters_and_is_no_command(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", "a", "x")
        await pilot.pause()
        assert app.told == ["a", "ax"]
        assert shown(app).startswith("/ ax")
        assert shown(app).endswith("7 of 1,204")


@pytest.mark.parametrize("key", ["enter", "down", "tab"])
async def test_the_filter_is_kept(app: BarApp, key: str) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", "a", key)
        await pilot.pause()
        assert app.told == ["a", "kept"]
        assert not app.query_one(FilterBar).typing
        assert app.query_one(FilterBar).query_text == "a"


async def test_esc_clears_the_filter(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", "a", "escape")
        await pilot.pause()
        assert app.told == ["a", "", "kept"]
        assert shown(app).strip() == "7 of 1,204"


async def test_the_words_can_be_changed_later(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", "a", "b", "enter", "slash", "c")
        await pilot.pause()
        assert app.query_one(FilterBar).query_text == "abc"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["left", "z"], "one twzo"),
        (["home", "z"], "zone two"),
        (["home", "delete"], "ne two"),
        (["backspace", "backspace"], "one t"),
        (["ctrl+w", "z"], "one z"),
        (["ctrl+u"], ""),
        (["home", "end", "z"], "one twoz"),
        (["ctrl+w", "ctrl+w", "backspace"], ""),
    ],
)
async def test_the_line_can_be_edited(app: BarApp, keys: list[str], words: str) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", *"one", "space", *"two", *keys)
        await pilot.pause()
        assert app.query_one(FilterBar).query_text == words


async def test_what_is_pasted_is_one_clean_line(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash")
        app.query_one(FilterBar).post_message(events.Paste("Ay\x1bla\nsecond line"))
        await pilot.pause()
        assert app.query_one(FilterBar).query_text == "Ayla"


async def test_trouble_takes_the_place_of_the_count(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        app.query_one(FilterBar).tell("7 of 9", trouble="There is no field 'compny'.")
        await pilot.pause()
        assert shown(app).endswith("There is no field 'compny'.")


async def test_of_long_words_the_end_before_the_cursor_is_shown(app: BarApp) -> None:
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.press("slash", *"abcdefghijklmnopqrstuvwxyz")
        await pilot.pause()
        assert "z" in shown(app)
        assert len(shown(app)) == 30


async def test_a_click_elsewhere_keeps_the_filter(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", "a")
        app.set_focus(None)
        await pilot.pause()
        bar = app.query_one(FilterBar)
        assert (bar.typing, bar.query_text) == (False, "a")


async def test_tab_completes_the_word_and_shows_beforehand_how(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash", *"-co")
        await pilot.pause()
        assert shown(app).startswith("/ -company:")
        assert app.query_one(FilterBar).query_text == "-co"
        await pilot.press("tab")
        await pilot.pause()
        assert app.query_one(FilterBar).query_text == "-company:"


async def test_an_empty_line_says_what_can_be_typed(app: BarApp) -> None:
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert "part of a name" in shown(app)
