"""The weekly review as somebody does it, key by key."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Change, Create
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.numbers import NumbersScreen
from netx_tui.screens.reading import ReadDialog
from netx_tui.screens.review import ReviewScreen
from netx_tui.screens.today import TodayScreen
from netx_tui.services.insights import Insights
from netx_tui.services.reviews import Reviews
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.dialogs import TextDialog
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.signs import ASCII
from tests.hostile.poison import TEXTS
from tests.screens.review_run import ReviewRun, open_ends, reviewing

pytestmark = pytest.mark.usefixtures("quick", "quick_pilot")
Open = Callable[..., ReviewRun]


@pytest.fixture
def friday(now: datetime) -> datetime:
    return now + timedelta(days=4, hours=7)


@pytest.fixture
def opened(tmp_path: Path, friday: datetime) -> Iterator[Open]:
    """Opens the app, on something for each step unless other ``changes`` are given."""
    runs: list[ReviewRun] = []

    def open_(changes: list[Change] | None = None, **more: object) -> ReviewRun:
        made = open_ends() if changes is None else changes
        runs.append(ReviewRun(tmp_path / "netx.json", friday, made, **more))  # type: ignore[arg-type]
        return runs[-1]

    yield open_
    for run in runs:
        run.workspace.close(compact=False)


async def learn(run: ReviewRun, text: str = "Ask earlier") -> None:
    """Write the sentence that ends the review."""
    await run.press("f")
    await run.fill(note=text)


# -- the whole road -------------------------------------------------------------------------------------


async def test_six_steps_from_the_first_insight_to_the_sentence(opened: Open) -> None:
    async with reviewing(opened()) as run:
        assert run.ticks() == "......"
        await run.press("i")
        await run.until(lambda: run.workspace.insights["i1"].actionable == "no")
        await run.press("a")
        await run.fill(title="Read Deep Work", type="book", due="+3d")
        await run.until(lambda: run.ticks() == "x.....")

        await run.press("n", "enter")
        await run.pick("Done")
        await run.fill(evidence="took notes")
        await run.until(lambda: run.column("k1") == "done")

        await run.press("n", "enter")
        await run.pick("another day")
        await run.shows(TextDialog)
        await run.press(*"+3d", "enter")
        await run.until(lambda: run.actions.action("k2").nudge_on == "2026-11-30")
        assert run.ticks()[:3] == "xxx"

        await run.press("n")
        for count in (1, 2):
            await run.press("enter")
            await run.fill(cue="Sat 9:00", step="open it")
            await run.until(lambda count=count: len(run.actions_in("doing")) == count)
        assert run.column("k3") == "doing"
        assert run.ticks() == "xxxx.."

        await run.press("n", "n")
        await run.until(lambda: run.ticks() == "xxxxx.")
        await learn(run)
        await run.until(lambda: run.kept().finished_at)
        assert run.kept().note == "Ask earlier"
        assert run.kept().numbers["M12"]
        assert not run.review.has_class("-begun")
        assert run.reviews.due() is None


async def test_with_nothing_to_do_one_line_ends_it(opened: Open) -> None:
    run = opened([Create("contacts", "c1", {"name": "Ayla Brandt"})])
    async with reviewing(run):
        assert run.ticks() == "xxxxx."
        await run.press("enter")
        form = await run.shows(FormDialog)
        await run.press(*"Calm", "ctrl+s")
        await run.until(lambda: run.kept().note == "Calm")
        await run.until(lambda: not form.is_attached)
        assert "u undoes" in run.told()


async def test_what_is_left_as_it_is_is_through_all_the_same(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("n", "n")
        await run.until(lambda: run.ticks() == "xx....")
        assert run.kept().answers == {"insights": "2", "red": "1"}


async def test_a_step_about_a_person_opens_the_place_where_it_is_done(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("n", "n", "n", "n")
        await run.until(lambda: run.review.step and run.review.step.key == "people")
        rows = [item.text for item in run.review.items.rows]
        await run.press(*["down"] * next(n for n, text in enumerate(rows) if "Thank" in text), "enter")
        await run.shows(LetterScreen)
        await run.press("escape")
        await run.shows(ReviewScreen)


async def test_a_mail_to_who_keeps_one_waiting_asks_for_a_new_day_behind_it(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("n", "n", "enter")
        await run.pick("write a mail")
        await run.pick("")
        await run.shows(LetterScreen)
        await run.press("escape")
        await run.shows(TextDialog)
        await run.press(*"+7d", "enter")
        await run.until(lambda: run.actions.action("k2").nudge_on == "2026-12-04")


async def test_a_full_doing_asks_what_gives_way_before_a_fourth_card(opened: Open) -> None:
    more: list[Change] = [
        Create("actions", f"d{n}", {"title": f"In hand {n}", "column": "doing", "cue": "now", "step": "go"})
        for n in range(2)
    ]
    async with reviewing(opened([*open_ends(), *more])) as run:
        assert run.ticks()[3] == "x"
        run.review.steps.cursor = 3
        await run.until(lambda: run.review.step and run.review.step.key == "next_week")
        await run.press("right", "enter")
        await run.pick("An old card")
        assert run.column("k3") == "next"


# -- leaving and coming back ----------------------------------------------------------------------------


async def test_one_that_was_left_goes_on_at_the_first_step_that_is_not_through(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("n", "escape")
        assert not run.review.has_class("-begun")
        assert "5 steps are left" in run.review.past.rows[0].text
        await run.press("enter")
        await run.until(lambda: run.review.has_class("-begun"))
        assert run.review.step is not None and run.review.step.key == "red"
        assert run.kept().steps == ("insights",)


async def test_the_next_start_goes_on_without_being_asked(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("n")
        await run.until(lambda: run.ticks()[0] == "x")
    again = opened([])
    async with reviewing(again, begin=False):
        assert again.review.has_class("-begun")
        assert again.review.step is not None and again.review.step.key == "red"


async def test_it_never_opens_by_itself(opened: Open) -> None:
    async with reviewing(opened(), begin=False) as run:
        await run.pilot.pause()
        assert not run.workspace.reviews
        assert not run.review.has_class("-begun")


async def test_undo_takes_back_the_tick_the_decision_and_the_begin(opened: Open) -> None:
    async with reviewing(opened()) as run:
        await run.press("i")
        await run.until(lambda: run.workspace.insights["i1"].actionable == "no")
        await run.press("n")
        await run.until(lambda: run.ticks()[0] == "x")
        await run.press("u")
        await run.until(lambda: run.ticks()[0] == ".")
        await run.press("u")
        await run.until(lambda: run.workspace.insights["i1"].actionable != "no")
        assert len(run.reviews.steps()[0].items) == 2
        await run.press("u")
        await run.until(lambda: not run.workspace.reviews)
        assert not run.review.has_class("-begun")


async def test_undo_opens_again_what_was_finished(opened: Open) -> None:
    async with reviewing(opened([])) as run:
        await learn(run)
        await run.until(lambda: run.kept().finished_at)
        await run.press("u")
        await run.until(lambda: not run.kept().finished_at)
        assert "Go on" in run.review.past.rows[0].text


# -- another session ------------------------------------------------------------------------------------


class Beside:
    """Another session on the same file."""

    def __init__(self, run: ReviewRun) -> None:
        self.workspace = Workspace.open(run.path, who="kim", run="other", clock=lambda: run.now)
        self.insights = Insights(self.workspace, lambda: run.now)
        self.reviews = Reviews(self.workspace, lambda: run.now, next_steps=lambda: (), metrics=lambda: ())

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_error: object) -> None:
        self.workspace.close(compact=False)


async def test_what_another_session_decides_is_ticked_here(opened: Open) -> None:
    async with reviewing(opened()) as run:
        with Beside(run) as other:
            other.insights.only_to_know("i1", "i2")
            await run.until(lambda: run.review.steps.rows[0].done)
            await run.until(lambda: run.review.focused is run.review.steps)


async def test_one_that_another_session_finishes_closes_here(opened: Open) -> None:
    async with reviewing(opened()) as run:
        with Beside(run) as other:
            other.reviews.finish("From the other side")
            await run.until(lambda: not run.review.has_class("-begun"))
            assert run.review.past.rows[0].text == "From the other side"


async def test_a_sentence_for_one_that_was_finished_elsewhere_is_refused_and_stays(opened: Open) -> None:
    async with reviewing(opened([])) as run:
        await run.press("f")
        form = await run.shows(FormDialog)
        await run.press(*"Mine")
        with Beside(run) as other:
            other.reviews.finish("Theirs")
            await run.until(lambda: run.kept().finished_at)
            await run.press("ctrl+s")
            await run.pilot.pause()
            assert run.app.screen is form
            assert run.kept().note == "Theirs"


# -- around it ------------------------------------------------------------------------------------------


async def test_today_leads_to_the_review(opened: Open) -> None:
    async with reviewing(opened(), begin=False) as run:
        await run.press("2")
        await run.shows(TodayScreen)
        rows = [line.row.key for line in run.app.screen.steps.rows]
        await run.press(*["down"] * (rows.index("w") + 1), "w")
        await run.shows(ReviewScreen)


async def test_p_opens_the_numbers(opened: Open) -> None:
    async with reviewing(opened(), begin=False) as run:
        await run.press("p")
        await run.shows(NumbersScreen)


async def test_a_past_review_is_read_copied_and_written_for_its_owner_alone(
    opened: Open, tmp_path: Path
) -> None:
    async with reviewing(opened([])) as run:
        await learn(run, "Ask [b]earlier")
        await run.until(lambda: run.kept().finished_at)
        await run.pilot.pause()
        await run.press("enter")
        await run.shows(ReadDialog)
        await run.press("escape", "y")
        assert "> Ask \\[b\\]earlier" in run.app.clipboard
        await run.press("x")
        dialog = await run.shows(TextDialog)
        file = tmp_path / "week.md"
        dialog.query_one("Input").value = str(file)
        await run.press("enter")
        await run.until(file.exists)
        assert file.read_text() == run.reviews.markdown(run.kept().id)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_no_file_is_written_through_a_link(opened: Open, tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link.md"
    victim.write_text("mine")
    link.symlink_to(victim)
    async with reviewing(opened([])) as run:
        await run.press("x")
        dialog = await run.shows(TextDialog)
        dialog.query_one("Input").value = str(link)
        await run.press("enter")
        await run.until(lambda: "symbolic link" in run.told())
        assert victim.read_text() == "mine"


async def test_minutes_are_told_one_by_one_and_not_for_ever(opened: Open) -> None:
    async with reviewing(opened()) as run:
        found = []
        for minutes in (0, 1, 6, 120):
            run.now += timedelta(minutes=minutes)
            run.review._time_goes_on()
            found.append(str(run.review.time.render()))
        assert [told.partition(", ")[2] for told in found] == [
            "just begun",
            "1 minute so far",
            "7 minutes so far",
            "begun Fri 27 Nov 16:00",
        ]


# -- how it looks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_steps_and_what_is_left_are_in_sight_in_every_size(
    opened: Open, size: tuple[int, int], screen_text: Callable[[NetxApp], str]
) -> None:
    async with reviewing(opened(), size) as run:
        await run.pilot.pause()
        shown = screen_text(run.app)
        for told in ("1 Insights nobody", "2 insights", "6 Numbers", "They ship on Fridays", "just begun"):
            assert told in shown


async def test_without_utf_8_it_is_drawn_in_ascii(
    opened: Open, screen_text: Callable[[NetxApp], str]
) -> None:
    async with reviewing(opened(signs=ASCII)) as run:
        await run.press("n")
        await run.until(lambda: run.ticks()[0] == "x")
        await run.pilot.pause()
        assert "x 1 Insights nobody decided about" in screen_text(run.app)


async def test_hostile_texts_are_shown_and_do_nothing(
    opened: Open, screen_text: Callable[[NetxApp], str]
) -> None:
    changes: list[Change] = []
    for name, text in TEXTS.items():
        if name == "surrogates":
            continue
        old = {"title": text, "entered_column_at": "2026-10-10"}
        waits = {"column": "waiting", "waiting_for": text, "nudge_on": text}
        changes += [
            Create("contacts", name, {"name": text}),
            Create("insights", f"i{name}", {"text": text, "contact": name, "captured_at": text}),
            Create("actions", f"k{name}", {"column": text, **old}),
            Create("actions", f"w{name}", {**waits, "title": text}),
            Create("reviews", f"v{name}", {"week": text, "note": text, "finished_at": text, "at": text}),
        ]
    async with reviewing(opened(changes), (120, 40)) as run:
        run.review.steps.focus()
        for _step in range(6):
            await run.pilot.pause()
            shown = screen_text(run.app)
            assert "\x1b" not in shown and "\u202e" not in shown
            await run.press("down")
        await run.press("escape", "end", "enter")
        await run.shows(ReadDialog)
        assert "\x1b" not in screen_text(run.app)
