"""Who brings in the first people is told what comes next, with the keys that do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from netx_tui.domain.profile import Profile
from netx_tui.screens.import_dialog import ImportDialog
from netx_tui.screens.welcome import WelcomeScreen
from netx_tui.widgets.forms import FormDialog
from tests.screens.driving import Driven

pytestmark = pytest.mark.usefixtures("quick")

NEXT_TALK = "Whom to ask first stands at the top. Next, a: plan a talk with them."
NEXT_PROFILE = "Next, p: say what you look for, and whom to ask first stands at the top."
PEOPLE = "name,title,company\nAyla Brandt,Head of Data,Nordlicht Analytics\n"


class First(Driven):
    """The screens where nobody is yet."""

    def __init__(self, house: Any, profile: Profile) -> None:
        shortlists = house.shortlists(house.workspace())
        shortlists.use_profile(profile)
        self.app = house.app(shortlists)

    async def add(self, name: str) -> None:
        await self.press("n")
        await self.shows(FormDialog)
        await self.press(*name, "ctrl+s")
        await self.until(lambda: not isinstance(self.app.screen, FormDialog))
        await self.pilot.pause(0.05)


@pytest.mark.parametrize(
    ("profile", "told"), [(Profile(target_departments=("data",)), NEXT_TALK), (Profile(), NEXT_PROFILE)]
)
async def test_after_the_first_person_the_next_step_is_told_once(
    empty_house: Any, profile: Profile, told: str
) -> None:
    it = First(empty_house, profile)
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        it.pilot = pilot
        await pilot.pause()
        await it.add("Ayla Brandt")
        await it.until(lambda: told in it.told())
        it.app.clear_notifications()
        await it.add("Kofi Hartmann")
        assert "Next, " not in it.told()


async def test_after_the_first_import_the_next_step_is_told_too(empty_house: Any, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    it = First(empty_house, Profile())
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        it.pilot = pilot
        await it.shows(WelcomeScreen)
        await it.press("i")
        dialog = await it.shows(ImportDialog)
        dialog.query_one(Input).value = str(file)
        await it.press("enter")
        await it.until(lambda: "1 new person" in str(dialog.query_one("#report").render()))
        await it.press("enter")
        await it.until(lambda: NEXT_PROFILE in it.told())
