"""The templates that ship, with the user's own kinds over them.

The user's ``rules/templates.yaml`` lies beside ``config.yaml`` and overrides by kind; within a kind it need
only hold what differs. What is wrong with it is told with file and line, and the shipped kind is used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from netx_tui.config.paths import Paths
from netx_tui.config.rules import SHIPPED, merge
from netx_tui.config.yaml_files import read_yaml, told_at
from netx_tui.domain.errors import BadInput
from netx_tui.domain.mails.kinds import KINDS, Template, WrongTemplate, template_from
from netx_tui.i18n import _

FILE = "templates.yaml"


def mail_templates(paths: Paths) -> tuple[dict[str, Template], tuple[str, ...]]:
    """The template of every kind, and a sentence for everything in the user's file that cannot be used."""
    shipped = read_yaml(os.path.join(SHIPPED, FILE), cache=paths.cache)["templates"]
    found = {kind: template_from(kind, shipped[kind]) for kind in KINDS}
    file = os.path.join(paths.rules, FILE)
    try:
        own = read_yaml(file, cache=paths.cache, missing_ok=True)
    except BadInput as error:
        return found, (error.message + " " + _("The templates that ship are used."),)
    own = own.get("templates", own)
    if not isinstance(own, Mapping):
        sentence = _("lines of the form 'name: value' below it are wanted.")
        return found, (told_at(file, "templates") + sentence,)
    problems = [problem for kind, data in own.items() if (problem := _take(file, kind, data, shipped, found))]
    return found, tuple(problems)


def sample_values(paths: Paths) -> dict[str, dict[str, str]]:
    """Values to try a template with, for ``en``, ``de`` and ``de_du``."""
    sample = read_yaml(os.path.join(SHIPPED, FILE), cache=paths.cache)["sample"]
    return {"en": sample["en"], "de": sample["de"], "de_du": {**sample["de"], **sample["de_du"]}}


def _take(file: str, kind: str, data: Any, shipped: Mapping[str, Any], found: dict[str, Template]) -> str:
    """Put the user's version of ``kind`` into ``found``; returns what is wrong with it, if anything."""
    if kind == "sample":
        return ""
    if kind not in found:
        return told_at(file, f"templates.{kind}") + _no_such(kind)
    whole = merge(shipped[kind], data) if isinstance(data, Mapping) else data
    try:
        found[kind] = template_from(kind, whole)
    except WrongTemplate as error:
        return (
            told_at(file, f"templates.{error.key}") + error.message + " " + _("The one that ships is used.")
        )
    return ""


def _no_such(kind: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(kind, KINDS, n=1)
    told = _("there is no kind of mail '{name}'.").format(name=kind)
    return told + (" " + _("Did you mean '{near}'?").format(near=near[0]) if near else "")
