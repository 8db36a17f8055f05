"""The settings file a person gets to edit first: every setting, explained, with an example."""

from __future__ import annotations

import textwrap

from netx_tui.config.spec import SPEC, Setting, told
from netx_tui.i18n import _

WIDTH = 100


def settings_template() -> str:
    """A ``config.yaml`` in the user's language that changes nothing until a ``#`` is taken away."""
    about = _("Settings of netx. Take away the '#' before a name to use it; what is left out has a default.")
    lines = [_comment(about)]
    group = ""
    for setting in SPEC:
        name, _dot, below = setting.name.rpartition(".")
        if not name:
            # the keys themselves stand below the keymap they change
            lines += _keys(setting) if setting.name == group else ["", *_line(setting, setting.name, "")]
        else:
            lines += [] if name == group else ["", f"#{name}:"]
            lines += _line(setting, below, "  ")
        group = name or setting.name
    return "\n".join(lines) + "\n"


def _line(setting: Setting, name: str, indent: str) -> list[str]:
    before = f"#{indent}# " if indent else "# "
    return [_comment(told(setting), before), f"#{indent}{name}: {setting.example}"]


def _keys(setting: Setting) -> list[str]:
    inner = setting.example.strip("{}")
    return [_comment(told(setting), "#  # "), f"#  {inner}"]


def _comment(sentence: str, indent: str = "# ") -> str:
    return "\n".join(textwrap.wrap(sentence, WIDTH, initial_indent=indent, subsequent_indent=indent))
