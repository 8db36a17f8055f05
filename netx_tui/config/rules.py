"""The rules that ship, with the user's own numbers and words over them.

The user's ``rules/scoring.yaml`` and ``rules/titles.yaml`` lie beside ``config.yaml``; ``scoring:`` in
``config.yaml`` comes last. Each overrides key by key, so that a copy need only hold what differs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.config.paths import Paths
from netx_tui.config.settings import Settings
from netx_tui.config.yaml_files import read_yaml, told_at
from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.domain.scoring_rules import ScoringRules
    from netx_tui.domain.titles import TitleRules

SHIPPED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "rules")


def scoring_rules(settings: Settings, paths: Paths) -> tuple[ScoringRules, tuple[str, ...]]:
    """The rules of the score, and a sentence with file and line for each number that cannot be used.

    Raises ``BadInput`` for a file that is no YAML.
    """
    from netx_tui.domain.scoring_rules import rules_from

    data: Mapping[str, Any] = read_yaml(os.path.join(SHIPPED, "scoring.yaml"), cache=paths.cache)["scoring"]
    file = os.path.join(paths.rules, "scoring.yaml")
    own = read_yaml(file, cache=paths.cache, missing_ok=True)
    problems: list[str] = []
    for place, override in ((file, own.get("scoring", own)), (paths.config, settings.scoring)):
        if override:
            data = _overridden(data, override, Layer(place, "scoring.", rules_from, closed=True), problems)
    return rules_from(data), tuple(problems)


def title_rules(paths: Paths) -> tuple[TitleRules, tuple[str, ...]]:
    """The words that turn job titles into facts, and a sentence for each entry that cannot be used.

    Raises ``BadInput`` for a file that is no YAML.
    """
    from netx_tui.domain.titles import rules_from

    data: Mapping[str, Any] = read_yaml(os.path.join(SHIPPED, "titles.yaml"), cache=paths.cache)
    file = os.path.join(paths.rules, "titles.yaml")
    own = read_yaml(file, cache=paths.cache, missing_ok=True)
    problems: list[str] = []
    if own:
        data = _overridden(data, own, Layer(file, "", rules_from, closed=False), problems)
    return rules_from(data), tuple(problems)


class Layer:
    """Where values of the user come from and how they are judged.

    ``prefix`` stands before their names in sentences; ``check`` raises ``BadInput`` for values that do not
    fit; ``closed`` says that only names which ship are known.
    """

    def __init__(
        self, file: str, prefix: str, check: Callable[[Mapping[str, Any]], object], *, closed: bool
    ) -> None:
        self.file = file
        self.prefix = prefix
        self.check = check
        self.closed = closed


def merge(base: Mapping[str, Any], override: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with the values of ``override``, mapping by mapping; a list replaces a list."""
    merged = dict(base)
    for name, value in override.items():
        below = merged.get(name)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[name] = merge(below, value)
        else:
            merged[name] = value
    return merged


def _overridden(
    base: Mapping[str, Any], override: Any, layer: Layer, problems: list[str]
) -> Mapping[str, Any]:
    """``base`` with every value of ``override`` that has a place there and fits."""
    if not isinstance(override, Mapping):
        sentence = _("lines of the form 'name: value' below it are wanted.")
        problems.append(told_at(layer.file, layer.prefix.rstrip(".")) + sentence)
        return base
    unknown = [name for name, _value in _leaves(override) if layer.closed and not _has(base, name)]
    whole = merge(base, override)
    if not unknown and not _refusal(layer, whole):
        return whole
    # Something is wrong: value by value, so that one slip costs only that one value.
    for name, value in _leaves(override):
        candidate = merge(base, _nested(name, value))
        sentence = _no_such(name, base) if name in unknown else _refusal(layer, candidate)
        if sentence:
            problems.append(told_at(layer.file, layer.prefix + name) + sentence)
        else:
            base = candidate
    return base


def _refusal(layer: Layer, data: Mapping[str, Any]) -> str:
    try:
        layer.check(data)
    except BadInput as error:
        return error.message
    return ""


def _leaves(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in ``data`` that is no mapping, with its dotted name."""
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _nested(name: str, value: Any) -> dict[str, Any]:
    for part in reversed(name.split(".")):
        value = {part: value}
    nested: dict[str, Any] = value
    return nested


def _has(data: Any, name: str) -> bool:
    for part in name.split("."):
        if not isinstance(data, Mapping) or part not in data:
            return False
        data = data[part]
    return True


def _no_such(name: str, base: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [known for known, _value in _leaves(base)], n=1)
    told = _("there is no rule '{name}'.").format(name=name)
    return told + (" " + _("Did you mean '{near}'?").format(near=near[0]) if near else "")
