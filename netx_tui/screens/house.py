"""The house around the rooms: its colours, keys and mouse, which may change while somebody is in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from textual import work
from textual.binding import Binding
from textual.notifications import Notify

from netx_tui.config import terminal_env
from netx_tui.config.theme_files import DARK, DEFAULT_THEME
from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _
from netx_tui.screens.look import OWN_COLORS, textual_theme
from netx_tui.screens.looks import Frame, Looks
from netx_tui.widgets.keys import key_name
from netx_tui.widgets.line_list import REMOTE
from netx_tui.widgets.safe_app import SafeApp
from netx_tui.widgets.veil import PRESENTING, Veiled

LOOK_SECONDS = 1.0
"""How often it is looked whether the settings have changed."""


class House(SafeApp, inherit_bindings=False):
    """Looks as ``frame`` says, and from then on as its ``reload`` does."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame, self.looks = frame, frame.looks
        self.clipboard_command = terminal_env.clipboard_command(frame.environ)
        self.opens_links = terminal_env.can_open_links(frame.environ, sys.platform)
        self._use_themes(frame.looks)
        self.stylesheet.set_variables(self.get_css_variables())
        # A line that is slow paints a dialog, and not once more, dimmed, what stands around it.
        self.set_class(terminal_env.is_remote(frame.environ), REMOTE)
        self.draws_ascii = frame.looks.ascii
        self.set_keymap(frame.looks.keymap)

    def on_mount(self) -> None:
        """Say what was wrong with the settings; look at them again and again."""
        self.set_interval(LOOK_SECONDS, self._look_again)
        self._tell_problems(())
        self.call_after_refresh(self._judge_keys)

    def on_notify(self, event: Notify) -> None:
        """What is told again takes the place of what still stands there."""
        for told in [one for one in self._notifications if one.message == event.notification.message]:
            del self._notifications[told]

    def _look_again(self) -> None:
        """Use what was saved in the settings or in a theme meanwhile."""
        looks = self.frame.reload()
        if looks is not None:
            self.use_looks(looks)

    def use_looks(self, looks: Looks) -> None:
        """Show everything as ``looks`` says from now on, and say what is newly wrong with it."""
        before, self.looks = self.looks, looks
        self._use_themes(looks)
        if looks.keymap != before.keymap:
            self.set_keymap(looks.keymap)
            self.keys_changed()
            self._judge_keys()
        if looks.mouse != before.mouse:
            self.listen_to_mouse(looks.mouse)
        if looks.moves != before.moves:
            self.animation_level = "full" if looks.moves else "none"
        if looks.content != before.content:
            self.content_changed()
        self._tell_problems(before.problems)

    def keys_changed(self) -> None:
        """Called when keys have become others."""

    def content_changed(self) -> None:
        """Called when settings have become others on which stands what the screens show."""

    @work(thread=True, group="keys", exclusive=True)
    def _judge_keys(self) -> None:
        """Say which keys clash or do nothing, once the screen is there."""
        if self.looks.keymap:
            troubles = self.frame.key_troubles()
            if troubles:
                self.call_from_thread(self._warn, troubles)

    def _tell_problems(self, told: Sequence[str]) -> None:
        self._warn([problem for problem in self.looks.problems if problem not in told])

    def _warn(self, problems: Sequence[str]) -> None:
        for problem in problems:
            self.notify(problem, severity="warning", timeout=10)

    def action_settings(self) -> None:
        """Open the settings in the user's editor; what was saved is used at once."""
        if self.frame.settings_file is None:
            return
        from netx_tui.screens.editor import edit_file

        try:
            edit_file(self, self.frame.settings_file(), self.frame.environ)
        except NetxError as error:
            self.notify(error.message, severity="warning", timeout=10)
        self._look_again()

    # -- colours -----------------------------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that our styles use and a theme of others does not have."""
        return {name: DARK[name] for name in OWN_COLORS}

    def _use_themes(self, looks: Looks) -> None:
        """Make the themes known, and paint in the one that is wanted."""
        changed = False
        for theme in looks.themes:
            known, new = self.available_themes.get(theme.name), textual_theme(theme)
            changed |= theme.name == self.theme and known != new
            self.register_theme(new)
        names = self._theme_names()
        if not names:
            return
        wanted = next(name for name in (looks.theme, DEFAULT_THEME, *names) if name in names)
        if wanted != self.theme:
            self.theme = wanted
        elif changed:
            self._watch_theme(wanted)  # the same name, other colours

    def _theme_names(self) -> list[str]:
        """The themes one can choose: none where the user wants no colours at all."""
        if terminal_env.wants_no_color(self.frame.environ):
            return []
        return sorted(theme.name for theme in self.looks.themes)

    def action_themes(self) -> None:
        """Choose other colours, and see each while choosing."""
        from netx_tui.screens.theme_picker import ThemePicker

        names = self._theme_names()
        if not names:
            self.notify(_("NO_COLOR is set, so there are no colours to choose."))
        elif not isinstance(self.screen, ThemePicker):
            self.push_screen(ThemePicker(names, self.theme, self._show_theme), self._keep_theme)

    def _show_theme(self, name: str) -> None:
        self.theme = name

    def _keep_theme(self, name: str | None) -> None:
        if name is None:
            return
        self.looks = replace(self.looks, theme=name)
        try:
            self.frame.save_setting("theme", name)
        except NetxError as error:
            self.notify(error.message, severity="warning", timeout=10)

    # -- others who look on ------------------------------------------------------------------------

    def action_presentation(self) -> None:
        """Hide what is private while others look at the screen, or show it again."""
        self.toggle_class(PRESENTING)
        on = self.has_class(PRESENTING)
        for screen in [screen for stack in self._screen_stacks.values() for screen in stack]:
            for node in screen.walk_children(with_self=True):
                if isinstance(node, Veiled):
                    node.veil()
        if on:
            self.clear_notifications()
            sentence = _("Scores, private notes and life events are hidden. {key} shows them again.")
            self.notify(sentence.format(key=self.key_for("presentation", "P")))
        else:
            self.notify(_("Everything is shown again."))

    # -- keys and mouse ----------------------------------------------------------------------------

    def get_key_display(self, binding: Binding) -> str:
        """Keys as the footer and the help sheet write them."""
        return binding.key_display or key_name(binding.key)

    def key_for(self, name: str, otherwise: str) -> str:
        """The key that does now what the binding ``name`` does, as a person reads it."""
        keys = (key for key, live in self.screen.active_bindings.items() if live.binding.id == name)
        return key_name(next(keys, otherwise))

    @property
    def uses_mouse(self) -> bool:
        """Whether the terminal is asked for the mouse."""
        return self.looks.mouse

    def action_mouse(self) -> None:
        """Leave the mouse to the terminal, for selecting text, or take it back."""
        self.looks = replace(self.looks, mouse=not self.looks.mouse)
        self.listen_to_mouse(self.looks.mouse)
        if self.looks.mouse:
            self.notify(_("netx listens to the mouse: click, drag, wheel."))
        else:
            sentence = _("The mouse is the terminal's: select text as usual. {key} takes it back.")
            self.notify(sentence.format(key=self.key_for("app.mouse", "f2")))
