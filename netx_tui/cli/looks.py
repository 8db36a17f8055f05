"""The settings as the screens use them, read again when their files change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from netx_tui import __version__
from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.cli.session import Session
    from netx_tui.config.paths import Paths
    from netx_tui.config.settings import Settings
    from netx_tui.screens.looks import Looks

LATER = ("lang", "data", "ascii")
"""The settings that are used from the next start on; all others are as soon as they are saved."""
CONTENT = ("profile", "scoring", "holidays", "board", "review", "mailer")
"""The settings on which stands what the screens show."""


class LooksOnDisk:
    """Reads ``config.yaml`` and the themes.

    ``use`` is told the settings until now when others are used, on which stands what the screens show.
    Only ``os.stat`` is asked whether there is something new. A file that cannot be read leaves
    everything as it was, and what is wrong with it is told once.
    """

    def __init__(self, session: Session, use: Callable[[Settings], None]) -> None:
        self._session = session
        self._use = use
        self._read = session.settings
        self._seen = self._stamp()
        self._wrong: tuple[str, ...] = ()
        self._content = 0

    def now(self) -> Looks:
        """The looks of the settings the session has."""
        from netx_tui.config.keymaps import keymap_of
        from netx_tui.config.shipped import shipped
        from netx_tui.config.terminal_env import few_colors, wants_motion, wants_mouse
        from netx_tui.config.theme_files import ANSI_THEME, DEFAULT_THEME, load_themes
        from netx_tui.screens.looks import Looks
        from netx_tui.widgets.signs import ASCII, chosen

        session = self._session
        paths, settings = session.paths, session.settings
        themes, wrong = load_themes([str(shipped("themes")), paths.themes], cache=paths.cache)
        names = [theme.name for theme in themes]
        if settings.theme and settings.theme not in names:
            wrong = (*wrong, *_no_such_theme(settings.theme, names, paths))
        return Looks(
            themes=themes,
            theme=settings.theme or (ANSI_THEME if few_colors(session.environ) else DEFAULT_THEME),
            keymap=keymap_of(settings),
            mouse=wants_mouse(settings.mouse, session.environ),
            moves=wants_motion(settings.motion, session.environ),
            content=self._content,
            ascii=chosen(session.environ, settings.ascii) is ASCII,
            problems=(*dict.fromkeys((*session.problems, *wrong, *self._wrong)),),
        )

    def changed(self) -> Looks | None:
        """The looks after somebody saved something; ``None`` while nobody did."""
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        self._read_settings()
        return self.now()

    def file(self) -> str:
        """Where the settings are; a file that explains itself is begun where there is none."""
        from netx_tui.cli.places import start_file

        path = self._session.paths.config
        start_file(path)
        return path

    def save(self, name: str, value: object) -> None:
        """Keep the setting ``name``; raises ``CannotWrite`` or ``BadInput``."""
        from netx_tui.config.settings import save_settings

        save_settings(self._session.paths.config, {name: value})

    def key_troubles(self) -> tuple[str, ...]:
        """Sentences about keys that clash or do nothing; keys once found to be fine are not judged again.

        Takes a second or two: for a thread.
        """
        from netx_tui.cli.doctor_settings import key_findings
        from netx_tui.config.yaml_files import keep, kept

        session = self._session
        if not session.settings.keymap:
            return ()
        paths, known = session.paths, sorted(session.settings.keymap.items())
        stamp = [f"{paths.config}-keys", session.settings.preset, list(map(list, known)), __version__]
        if kept(paths.cache, stamp) is not None:
            return ()
        found = key_findings(session.settings, paths)
        if not found:
            keep(paths.cache, stamp, {})
        return tuple(f"{one.text} {one.cure}" for one in found)

    def _read_settings(self) -> None:
        from netx_tui.config.settings import load_settings

        session = self._session
        before = session.settings
        try:
            settings = load_settings(session.paths.config, cache=session.paths.cache)
            # The data file is open: it stays.
            session.use_settings(settings._replace(data=before.data))
        except NetxError as error:
            self._wrong = (error.message,)
            return
        self._wrong = tuple(_later(self._read, settings))
        self._read = settings
        if _differ(before, settings, CONTENT):
            self._content += 1
            self._use(before)

    def _stamp(self) -> tuple[tuple[str, int, int, int], ...]:
        return tuple(self._files())

    def _files(self) -> Iterator[tuple[str, int, int, int]]:
        """Each file with what changes when it is saved."""
        paths = self._session.paths
        names = [paths.config]
        with suppress(OSError):
            names += sorted(entry.path for entry in os.scandir(paths.themes))
        for name in names:
            with suppress(OSError):
                status = os.stat(name)
                yield name, status.st_ino, status.st_size, status.st_mtime_ns


def _later(before: Settings, now: Settings) -> Iterator[str]:
    """One sentence on what is only used when netx starts again."""
    names = _differ(before, now, LATER)
    if names:
        yield _("{names}: used when netx starts the next time.").format(names=", ".join(names))


def _differ(before: Settings, now: Settings, names: Sequence[str]) -> list[str]:
    """Those of the settings ``names`` that have become others."""
    return [name for name in names if getattr(now, name) != getattr(before, name)]


def _no_such_theme(name: str, names: Sequence[str], paths: Paths) -> Iterator[str]:
    from netx_tui.cli.doctor_settings import theme_finding

    found = theme_finding(name, names, paths)
    yield f"{found.text} {found.cure}"
