"""The shell around the screens: keys in, what happens out."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Input, Static

import netx_tui.screens
import netx_tui.widgets
from netx_tui.app import Frame, Looks, NetxApp, Room
from netx_tui.config.shipped import shipped
from netx_tui.config.theme_files import DARK, DEFAULT_THEME, ThemeFile, load_themes
from netx_tui.screens import base, house
from netx_tui.screens.base import Command, NetxScreen
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.help_sheet import HelpSheet
from tests.conftest import NOW


class Part(Static, can_focus=True):
    HELP = "A row that says a name."


class People(NetxScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "note('shortlist')", "shortlist", tooltip="Put on the shortlist.", id="t.shortlist"),
        Binding("e", "note('edit')", "edit", tooltip="Edit all fields.", id="t.edit"),
        Binding("j", "note('down')", "down", tooltip="One down.", id="t.down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.repaints = 0
        self.state = "saved"

    def compose_body(self) -> ComposeResult:
        yield Part("[/x] [bold]Ayla[/bold]", markup=False, id="first")
        yield Part("Mira", markup=False, id="second")
        yield Input(id="line")

    def action_note(self, what: str) -> None:
        self.done.append(what)

    def undo(self) -> None:
        self.done.append("undo")

    def redo(self) -> None:
        self.done.append("redo")

    def go_top(self) -> None:
        self.done.append("top")

    def follow(self) -> None:
        self.done.append("follow")

    def commands(self) -> Iterable[Command]:
        return [Command("Import from LinkedIn", "Reads the file.", lambda: self.done.append("import"))]

    def refresh(self, *regions: Any, repaint: bool = True, **more: Any) -> Any:
        self.repaints = getattr(self, "repaints", 0) + (repaint and not regions)
        return super().refresh(*regions, repaint=repaint, **more)


class Companies(NetxScreen[None]):
    pass


class Person(NetxScreen[None]):
    HEADING = "People › Ayla"


def shell(
    keymap: Mapping[str, str] | None = None, environ: Mapping[str, str] | None = None, **looks: Any
) -> NetxApp:
    rooms = [Room("people", "People", "p", People), Room("companies", "Companies", "c", Companies)]
    own = Looks(keymap=keymap or {}, **looks)
    return NetxApp(rooms, Frame(now=lambda: NOW, log="/dev/null", looks=own, environ=environ or {}))


@pytest.fixture(autouse=True)
def never_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 3600.0)


def people(app: NetxApp) -> People:
    screen = app.screen_stack[0]
    assert isinstance(screen, People)
    return screen


def done(app: NetxApp) -> list[str]:
    return [word for word in people(app).done if word != "follow"]


def line(app: NetxApp, part: str) -> str:
    """What a line of the shell shows."""
    content = getattr(app.screen, f"{part}_line").render()
    return str(content.plain.split("\n")[0])


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# -- header ------------------------------------------------------------------------------------------


async def test_the_header_names_the_screens_the_date_and_the_state() -> None:
    app = shell()
    async with app.run_test(size=(80, 24)):
        assert line(app, "header") == f" netx  1 People  2 Companies{'Mon 23 Nov  saved':>51} "


@pytest.mark.parametrize(
    ("width", "left", "right"),
    [
        (60, " netx  1 People  2 Companies  ", "  Mon 23 Nov  saved "),
        (40, " netx  1 People  2 Companies  ", "  saved "),
        (28, " netx  1 People  2 ", "  saved "),
        (20, " netx  1  2 ", " saved "),
    ],
)
async def test_a_narrow_header_keeps_the_state_longest(width: int, left: str, right: str) -> None:
    app = shell()
    async with app.run_test(size=(width, 10)):
        shown = line(app, "header")
        assert (shown.startswith(left), shown.endswith(right), len(shown)) == (True, True, width)


async def test_a_screen_over_another_shows_where_it_is() -> None:
    app = shell()
    async with app.run_test() as pilot:
        app.push_screen(Person())
        await pilot.pause()
        assert line(app, "header").startswith(" netx  People › Ayla ")


async def test_the_state_of_the_screen_shows_in_the_header() -> None:
    app = shell()
    async with app.run_test() as pilot:
        people(app).state = "2 sessions"
        await pilot.pause()
        assert line(app, "header").endswith("  2 sessions ")


# -- from screen to screen ---------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [("2",), ("g", "c")])
async def test_a_digit_or_g_and_a_letter_go_to_a_screen(keys: tuple[str, ...]) -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, *keys)
        assert isinstance(app.screen, Companies)


@pytest.mark.parametrize("keys", [("1",), ("g", "p")])
async def test_from_a_screen_over_the_room_its_own_key_leads_back(keys: tuple[str, ...]) -> None:
    app = shell()
    async with app.run_test() as pilot:
        room = app.screen
        app.push_screen(Person())
        app.push_screen(Person())
        await pilot.pause()
        await press(pilot, *keys)
        assert (app.screen, len(app.screen_stack)) == (room, 1)


async def test_what_stands_over_a_room_is_still_there_after_a_visit_elsewhere() -> None:
    app = shell()
    async with app.run_test() as pilot:
        app.push_screen(Person())
        await press(pilot, "2")
        assert isinstance(app.screen, Companies)
        await press(pilot, "1")
        assert isinstance(app.screen, Person)


async def test_a_digit_without_a_screen_does_nothing() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "5")
        assert isinstance(app.screen, People)


async def test_a_click_on_a_name_goes_there() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await pilot.click("HeaderLine", offset=(18, 0))
        await pilot.pause()
        assert isinstance(app.screen, Companies)


async def test_g_g_goes_to_the_top() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "g")
        assert "p  People" in line(app, "status")
        await press(pilot, "g")
        assert (done(app), line(app, "status")) == (["top"], "")


async def test_after_g_any_other_key_means_what_it_always_means() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "g", "s", "c")
        assert (done(app), type(app.screen)) == (["shortlist"], People)


async def test_q_goes_back_and_on_a_main_screen_quits() -> None:
    app = shell()
    async with app.run_test() as pilot:
        app.push_screen(Person())
        await press(pilot, "q")
        assert isinstance(app.screen, People)
        await press(pilot, "escape")
        assert app.is_running
        await press(pilot, "q")
    assert app.return_code == 0


async def test_letters_typed_into_a_line_are_text() -> None:
    app = shell()
    async with app.run_test() as pilot:
        people(app).query_one(Input).focus()
        await press(pilot, "q", "g", "u", "2", "question_mark", "colon")
        assert people(app).query_one(Input).value == "qgu2?:"


# -- footer ------------------------------------------------------------------------------------------


async def test_the_footer_shows_the_keys_of_the_place_and_help_last() -> None:
    app = shell()
    async with app.run_test():
        assert line(app, "footer").strip() == "s shortlist  e edit  ? help"


@pytest.mark.parametrize(("width", "shown"), [(24, "s shortlist  ? help"), (18, "? help")])
async def test_a_narrow_footer_drops_from_the_right_but_keeps_help(width: int, shown: str) -> None:
    app = shell()
    async with app.run_test(size=(width, 10)):
        assert line(app, "footer").strip() == shown


async def test_header_footer_and_help_show_the_users_own_keys() -> None:
    app = shell({"t.edit": "x,ctrl+e", "room.2": "F2", "help": "h"})
    async with app.run_test() as pilot:
        assert {"x edit", "h help"} <= set(line(app, "footer").strip().split("  "))
        assert "  F2 Companies" in line(app, "header")
        await press(pilot, "x")
        assert done(app) == ["edit"]


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await pilot.click(FooterLine, offset=(15, 0))
        await pilot.pause()
        assert done(app) == ["edit"]


# -- help and palette --------------------------------------------------------------------------------


def sheet(app: NetxApp) -> str:
    assert isinstance(app.screen, HelpSheet)
    return str(app.screen.query_one(".help--keys Static", Static).render())


async def test_help_lists_the_live_keys_with_what_they_do() -> None:
    app = shell({"t.edit": "x"})
    async with app.run_test() as pilot:
        await press(pilot, "question_mark")
        lines = [" ".join(row.split()) for row in sheet(app).splitlines()]
        assert {"People", "s Put on the shortlist.", "x Edit all fields.", "Everywhere"} <= set(lines)
        assert "u Take back the last change." in lines


async def test_typing_narrows_the_help() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "question_mark", *"shortl")
        assert sheet(app).split() == ["People", "s", "Put", "on", "the", "shortlist."]
        await press(pilot, "escape")
        assert isinstance(app.screen, People)


async def test_tab_shows_the_names_that_a_keymap_takes() -> None:
    app = shell()
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "question_mark")
        assert "t.shortlist" not in sheet(app)
        await press(pilot, "tab")
        assert {"t.shortlist", "undo"} <= set(sheet(app).split())
        await press(pilot, *"t.short")
        assert sheet(app).split()[-1] == "t.shortlist"


async def test_f1_explains_the_part_that_has_the_focus() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpSheet)
        said = str(app.screen.query_one(".dialog--sentence", Static).render())
        assert said == "A row that says a name."


@pytest.mark.parametrize(
    ("typed", "happened"),
    [("import", ["import"]), ("shortlist", ["shortlist"]), ("undo", ["undo"])],
)
async def test_the_palette_runs_commands_and_keys(typed: str, happened: list[str]) -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "colon", *typed)
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await pilot.pause()
        assert done(app) == happened


async def test_the_palette_goes_to_screens() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+p", *"go to comp")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, Companies)


# -- hooks -------------------------------------------------------------------------------------------


async def test_u_and_shift_u_reach_the_screen() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await press(pilot, "u", "U")
        assert done(app) == ["undo", "redo"]


async def test_a_screen_follows_other_sessions_only_while_it_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.01)
    app = shell()
    async with app.run_test() as pilot:
        screen = people(app)
        await pilot.pause(0.1)
        assert screen.done.count("follow") > 1
        await press(pilot, "2")
        screen.done.clear()
        await pilot.pause(0.05)
        assert "follow" not in screen.done
        await press(pilot, "1")
        assert "follow" in screen.done


async def test_a_move_of_the_focus_does_not_repaint_the_screen() -> None:
    app = shell()
    async with app.run_test() as pilot:
        screen = people(app)
        await pilot.pause(0.2)  # a change of modes paints once more a moment later
        screen.repaints = 0
        await press(pilot, "tab")
        assert (getattr(screen.focused, "id", ""), screen.repaints) == ("second", 0)


# -- text from outside -------------------------------------------------------------------------------


async def test_a_notice_is_never_markup() -> None:
    app = shell()
    async with app.run_test(notifications=True) as pilot:
        app.notify("[/x] [@click=app.quit]Ann[/]", markup=True)
        people(app).say("[/x] [red]")
        await pilot.pause()
        assert line(app, "status") == "[/x] [red]"
        assert [notice.markup for notice in app._notifications] == [False]


async def test_only_web_and_mail_links_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    app = shell()
    async with app.run_test(notifications=True) as pilot:
        app.opens_links = True
        opened: list[str] = []
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "open_url", lambda url, _new_tab=True: opened.append(url))
        app.open_url("file:///etc/passwd")
        app.open_url("https://example.org/a")
        await pilot.pause()
        assert opened == ["https://example.org/a"]


async def test_over_ssh_a_link_is_copied_and_shown() -> None:
    app = shell(environ={"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0"})
    async with app.run_test(notifications=True) as pilot:
        app.open_url("https://example.org/a")
        await pilot.pause()
        assert app.clipboard == "https://example.org/a"
        assert [n.message for n in app._notifications] == ["Copied: https://example.org/a"]


@pytest.mark.parametrize(("environ", "dims"), [({"SSH_CONNECTION": "1 2 3 4"}, False), ({}, True)])
async def test_only_over_ssh_a_dialog_leaves_what_stands_around_it_unpainted(
    environ: Mapping[str, str], dims: bool
) -> None:
    app = shell(environ=environ)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert (app.screen.styles.background.a > 0) is dims


async def test_problems_of_the_settings_are_said_once_at_start() -> None:
    app = shell(problems=["config.yaml, line 3: [theme] is wrong."])
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [n.message for n in app._notifications] == ["config.yaml, line 3: [theme] is wrong."]


def test_a_crash_is_written_and_told_in_one_sentence(tmp_path: Path) -> None:
    rooms = [Room("people", "People", "p", People)]
    app = NetxApp(rooms, Frame(now=lambda: NOW, log=str(tmp_path / "netx.log")))
    said = app.report_crash(ValueError("boom"))
    assert said.endswith(f"What happened is in {tmp_path / 'netx.log'}.")


# -- rules for all keys ------------------------------------------------------------------------------


def _our_nodes() -> Iterator[type[DOMNode]]:
    modules = [importlib.import_module("netx_tui.app")]
    for package in (netx_tui.screens, netx_tui.widgets):
        names = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
        modules += [importlib.import_module(info.name) for info in names]
    for module in modules:
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, DOMNode) and found.__module__ == module.__name__:
                yield found


def _our_bindings() -> Iterator[tuple[type[DOMNode], Binding]]:
    for node in _our_nodes():
        for binding in node.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding), f"{node.__name__}: {binding}"
            yield node, binding


def test_every_binding_has_an_id_a_description_and_a_tooltip() -> None:
    lacking = [
        f"{node.__name__}: {binding.key}"
        for node, binding in _our_bindings()
        if not (binding.id and binding.description and binding.tooltip)
    ]
    assert not lacking


def test_an_id_names_one_thing() -> None:
    actions: dict[str, set[str]] = {}
    for _node, binding in _our_bindings():
        actions.setdefault(str(binding.id), set()).add(binding.action)
    assert not {id: found for id, found in actions.items() if len(found) > 1}


@cache
def _assigned(owner: type) -> frozenset[str]:
    """The names that the methods of a class set on ``self``."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    stores = (n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
    return frozenset(n.attr for n in stores if isinstance(n.value, ast.Name) and n.value.id == "self")


def test_no_private_name_of_ours_hides_one_of_the_framework() -> None:
    allowed = {"SafeApp": {"_fatal_error"}}
    clashes: list[str] = []
    for node in _our_nodes():
        theirs: set[str] = set()
        for parent in node.__mro__[1:]:
            if parent.__module__.startswith("textual"):
                theirs |= set(vars(parent)) | _assigned(parent)
        ours = {n for n in vars(node) if callable(vars(node)[n])} | _assigned(node)
        hidden = {n for n in ours & theirs if n.startswith("_") and not n.startswith("__")}
        clashes += [f"{node.__name__}.{n}" for n in hidden - allowed.get(node.__name__, set())]
    assert not clashes


# -- themes ------------------------------------------------------------------------------------------


def themes() -> tuple[ThemeFile, ...]:
    return load_themes([str(shipped("themes"))])[0]


async def test_the_app_starts_in_the_theme_it_is_told_and_changes_it() -> None:
    app = shell(themes=themes(), theme="netx-light")
    async with app.run_test() as pilot:
        assert app.screen.styles.background.hex == "#FBFAF7"
        app.theme = "netx-contrast"
        await pilot.pause()
        assert app.screen.styles.background.hex == "#000000"
        await press(pilot, "2")
        assert app.screen.styles.background.hex == "#000000"


async def test_an_unknown_theme_means_netxs_own() -> None:
    app = shell(themes=themes(), theme="no-such")
    async with app.run_test():
        assert app.theme == DEFAULT_THEME


@pytest.mark.parametrize("theme", ["ansi-dark", "nord"])
async def test_our_styles_stand_in_themes_of_others(theme: str) -> None:
    app = shell()
    async with app.run_test() as pilot:
        app.theme = theme
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpSheet)


async def test_a_theme_of_the_terminals_own_colours_can_be_used() -> None:
    own = {name: "ansi_default" if "ground" in name else "ansi_red" for name in DARK}
    app = shell(themes=[ThemeFile("mine", True, own)], theme="mine")
    async with app.run_test() as pilot:
        await press(pilot, "question_mark")
        assert app.theme == "mine"


async def test_without_colour_the_theme_stays_the_terminals() -> None:
    app = shell(themes=themes(), environ={"NO_COLOR": "1"})
    async with app.run_test():
        assert app.theme not in {theme.name for theme in themes()}


async def test_an_empty_place_says_what_it_is_for_and_which_keys_begin() -> None:
    app = shell()
    async with app.run_test() as pilot:
        await people(app).mount(EmptyState("Nobody [/x] yet.", [("i", "import"), ("ctrl+d", "demo")]))
        await pilot.pause()
        sentence, keys = (str(part.render()) for part in app.screen.query_one(EmptyState).query(Static))
        assert (sentence, keys) == ("Nobody [/x] yet.", "     i  import\nctrl+d  demo")


# -- looks that change while netx runs -----------------------------------------------------------------


async def test_saved_settings_show_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.LOOK_SECONDS <= 1
    monkeypatch.setattr("netx_tui.screens.house.LOOK_SECONDS", 0.01)
    waiting: list[Looks | None] = []
    rooms = [Room("people", "People", "p", People), Room("companies", "Companies", "c", Companies)]
    looks = Looks(themes(), "netx-dark")
    frame = Frame(
        now=lambda: NOW, log="/dev/null", looks=looks, reload=lambda: waiting.pop() if waiting else None
    )
    app = NetxApp(rooms, frame)
    async with app.run_test(notifications=True) as pilot:
        waiting.append(
            Looks(themes(), "netx-light", {"room.2": "f7", "t.edit": "E"}, problems=("config.yaml is odd.",))
        )
        while app.theme != "netx-light":
            await pilot.pause(0.01)
        await pilot.pause()
        assert app.screen.styles.background.hex == "#FBFAF7"
        assert [n.message for n in app._notifications] == ["config.yaml is odd."]
        await press(pilot, "e", "E")
        assert people(app).done.count("edit") == 1
        await press(pilot, "f7")
        assert isinstance(app.screen, Companies)
        assert "f7 Companies" in str(app.screen.header_line.render())


async def test_a_theme_saved_under_the_same_name_is_painted_anew() -> None:
    def mine(color: str) -> Looks:
        return Looks([ThemeFile("mine", True, {**DARK, "background": color})], "mine")

    app = shell(themes=mine("#101010").themes, theme="mine")
    async with app.run_test() as pilot:
        app.use_looks(mine("#202020"))
        await pilot.pause()
        assert app.screen.styles.background.hex == "#202020"
        app.use_looks(Looks(themes(), "mine"))
        await pilot.pause()
        assert app.theme == DEFAULT_THEME


async def test_a_key_leaves_the_mouse_to_the_terminal_and_takes_it_back() -> None:
    app = shell()
    asked: list[bool] = []
    app.listen_to_mouse = asked.append  # type: ignore[method-assign]
    async with app.run_test(notifications=True) as pilot:
        await press(pilot, "f2", "f2")
        assert asked == [False, True]
        assert "f2 takes it back" in next(iter(app._notifications)).message


async def test_keys_that_clash_are_told_after_the_start_and_the_default_keymap_is_not_judged() -> None:
    for keymap, told in (({"undo": "x"}, ["'x' clashes."]), ({}, [])):
        rooms = [Room("people", "People", "p", People)]
        frame = Frame(
            now=lambda: NOW,
            log="/dev/null",
            looks=Looks(keymap=keymap),
            key_troubles=lambda: ["'x' clashes."],
        )
        app = NetxApp(rooms, frame)
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert [n.message for n in app._notifications] == told


async def test_sentences_name_the_keys_as_the_user_has_them() -> None:
    app = shell({"undo": "question_mark,ctrl+z", "t.edit": "plus"})
    async with app.run_test():
        screen = people(app)
        assert (screen.key_of("undo", "u"), screen.key_of("redo", "U")) == ("?", "U")
        assert screen.key_of("log_touch", "plus") == "+"
