"""``netx demo``: everything on a private copy of the sample people, removed at the end."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.output import BOLD, say
from netx_tui.cli.session import Session
from netx_tui.config.folders import make_folder
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.config.settings import Settings
    from netx_tui.domain.profile import Profile

PREFIX = "demo-"
_TELLER = "netx"


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "A tour with invented people; nothing of yours is touched, nothing is left behind."
    )


def run_demo(session: Session, options: Namespace) -> int:
    """Show the sample people, in the screens where there is a terminal for them; returns the exit status."""
    from netx_tui.cli.screens import open_screens, possible

    remove_stale_copies(session.paths.state)
    with private_folder(session.paths.state) as folder:
        demo = sample_session(session, options, folder)
        return open_screens(demo, offers_demo=False)[0] if possible(session.environ) else _print(demo)


def sample_session(session: Session, options: Namespace, folder: str) -> Session:
    """A session on the sample data in ``folder``, in the user's language and colours."""
    from netx_tui.config.settings import Settings
    from netx_tui.config.shipped import shipped
    from netx_tui.services.demo import fill

    data = json.loads((shipped("sample_data") / "demo.json").read_bytes())
    options.data, options.config = os.path.join(folder, "netx.json"), os.path.join(folder, "config.yaml")
    demo = Session(options, session.environ)
    demo.keeps_first_page = False
    mine = session.settings
    demo.settings = Settings(
        lang=mine.lang,
        theme=mine.theme,
        keymap=mine.keymap,
        preset=mine.preset,
        mouse=mine.mouse,
        motion=mine.motion,
        ascii=mine.ascii,
        profile=_profile(data["profile"]),
    )
    _save(demo.paths.config, demo.settings, data["profile"])
    with suppress(OSError):
        os.symlink(session.paths.themes, demo.paths.themes)
    # Undo belongs to who made the edits: what one tries in the demo is taken back, its people are not.
    with demo.workspace(who=_TELLER) as workspace:
        fill(workspace, data, demo.clock())
    return demo


def _save(path: str, settings: Settings, profile: Mapping[str, Any]) -> None:
    """Keep the settings of the sample in the file ``path``, for whoever edits it while the screens run.

    What JSON writes on one line is YAML too, and there is no need to wait for a reader and writer of that.
    """
    from netx_tui.config.settings import Settings, write_private

    usual = Settings()
    names = ("lang", "theme", "mouse", "motion", "ascii")
    said: dict[str, Any] = {
        name: getattr(settings, name) for name in names if getattr(settings, name) != getattr(usual, name)
    }
    keymap = dict(settings.keymap)
    if settings.preset != usual.preset:
        keymap["preset"] = settings.preset
    if keymap:
        said["keymap"] = keymap
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items())
    rows = (f"  {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in profile.items())
    write_private(path, "".join(lines) + "profile:\n" + "".join(rows))


def _profile(said: Mapping[str, Any]) -> Profile:
    """The profile of the sample."""
    from netx_tui.domain.profile import Profile

    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return Profile(**fields)


@contextmanager
def private_folder(state: str) -> Iterator[str]:
    """A new folder that only its owner can enter, named after this process; removed at the end."""
    folder = os.path.join(state, f"{PREFIX}{os.getpid()}")
    try:
        make_folder(state)
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder, 0o700)
    except OSError:
        # A machine where nothing can be kept can still show the demo.
        folder = tempfile.mkdtemp(prefix=f"netx-{PREFIX}")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_stale_copies(state: str) -> None:
    """Remove the copies of demos that were killed before they could do it themselves."""
    with suppress(OSError):
        for entry in os.scandir(state):
            pid = entry.name.removeprefix(PREFIX)
            copy = entry.name.startswith(PREFIX) and pid.isdecimal() and entry.is_dir(follow_symlinks=False)
            if copy and not _lives(int(pid)):
                shutil.rmtree(entry.path, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _print(session: Session) -> int:
    """The plain twin of the demo: today's steps and the shortlist."""
    from netx_tui.cli.people_text import print_shortlist
    from netx_tui.cli.today import print_today

    with session.workspace(read_only=True) as workspace:
        shortlists = session.shortlists_on(workspace)
        say(_("netx demo: invented people, and someone who wants to work with data."))
        say()
        print(session.paint(_("Today"), BOLD))
        print_today(session, session.todays_on(workspace, shortlists).view())
        say()
        print(session.paint(_("Whom to talk to first"), BOLD))
        print_shortlist(shortlists.rows(), session.paint)
    return Exit.DONE


COMMANDS: Mapping[str, Command] = {
    "demo": Command(N_("look around with invented people"), _arguments, run_demo),
}
