"""Text from outside never becomes markup, and sentences are translated whole: a scan of the sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "netx_tui"

PLAIN = {"Static", "Label", "OptionList", "SelectionList"}
"""Widgets that read markup unless told not to."""
LABELLED = {"Button", "Checkbox", "RadioButton", "TabPane", "Collapsible"}
"""Widgets that cannot be told not to: their label is fixed, or a ``Content``."""
READ_AS_MARKUP = {"border_title", "border_subtitle", "tooltip", "label"}
"""Attributes of widgets that are read as markup when they are a string."""
FORBIDDEN = {"from_markup", "render_markup", "render_str", "DataTable", "Tree", "RichLog", "Log"}
"""What reads markup whatever it is told, or is too slow here."""
CONTENT = {"Content", "button_label"}
"""What makes a ``Content`` of any text."""
TRANSLATED = {"_", "N_", "ngettext", "pgettext"}


def offences(source: str) -> list[str]:
    """What is wrong in ``source``, each with its line."""
    tree = ast.parse(source)
    plain = PLAIN | {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and PLAIN & {_name(base) for base in node.bases}
    }
    found = [(getattr(node, "lineno", 0), said) for node in ast.walk(tree) for said in _wrong(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in plain:
            found += [(line, f"{node.name}: markup=False") for line in _unsafe_inits(node)]
    return [f"{line}: {said}" for line, said in sorted(found)]


def _wrong(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _wrong_call(node)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in READ_AS_MARKUP and not _safe(node.value):
                yield f"{target.attr} is read as markup"
    elif isinstance(node, ast.Name | ast.Attribute) and _name(node) in FORBIDDEN:
        yield f"{_name(node)} is not used here"


def _wrong_call(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if name in PLAIN and not _is(keywords.get("markup"), False):
        yield f"{name}: markup=False"
    if name in LABELLED and not all(map(_safe, call.args[:1])):
        yield f"{name}: a Content for its label"
    if name == "notify" and _is(keywords.get("markup"), True):
        yield "notify: no markup"
    if name == "print" and isinstance(call.func, ast.Attribute) and "console" in _name(call.func.value):
        yield "console.print reads markup"
    if name in TRANSLATED and any(map(_is_filled, call.args[:2])):
        yield f"{name}(): fill the sentence after it is translated"


def _unsafe_inits(node: ast.ClassDef) -> Iterator[int]:
    """Lines where a widget made from a plain one starts that one without ``markup=False``."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            above = call.func.value
            is_super = isinstance(above, ast.Call) and _name(above.func) == "super"
            safe = any(k.arg == "markup" and _is(k.value, False) for k in call.keywords)
            if is_super and call.func.attr == "__init__" and call.args and not safe:
                yield call.lineno


def _is_filled(part: ast.expr) -> bool:
    """Whether a sentence already holds what it should only say where to put."""
    return isinstance(part, ast.JoinedStr | ast.BinOp) or (
        isinstance(part, ast.Call) and _name(part.func) == "format"
    )


def _safe(value: ast.expr) -> bool:
    """Whether ``value`` cannot hold text from outside as a string: fixed, translated, or a Content."""
    if isinstance(value, ast.Call):
        made = value.func.value if isinstance(value.func, ast.Attribute) else value.func
        if _name(made) in CONTENT:
            return True
        return _name(value.func) in TRANSLATED and all(map(_safe, value.args))
    return isinstance(value, ast.Constant)


def _is(value: ast.expr | None, wanted: bool) -> bool:
    return isinstance(value, ast.Constant) and value.value is wanted


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_text_becomes_markup(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "Static(name)",
        "Static('fixed now, updated later')",
        "widgets.Label(name, markup=True)",
        "OptionList(*names)",
        "Button(name)",
        "Button(_('Save {x}').format(x=name))",
        "class Row(Static):\n    def __init__(self, name):\n        super().__init__(name)",
        "self.border_title = name",
        "row.tooltip = f'{name}'",
        "Text.from_markup(name)",
        "Content.from_markup('[b]x[/b]')",
        "self.app.notify(name, markup=True)",
        "self.console.print(name)",
        "table = DataTable()",
        "_(f'Hello {name}')",
        "_('Hello ' + name)",
        "_('Hello {name}'.format(name=name))",
        "ngettext('one', f'{n} many', n)",
    ],
)
def test_the_scan_finds(bad: str) -> None:
    assert len(offences(bad)) == 1


@pytest.mark.parametrize(
    "good",
    [
        "Static(name, markup=False)",
        "Button(Content(name))",
        "Button(_('Save'))",
        "button.label = button_label(_('Check'))",
        "Content.assemble((name, 'bold'))",
        "class Row(Static):\n    def __init__(self, name):\n        super().__init__(name, markup=False)",
        "self.border_title = Content(name)",
        "_('Hello {name}').format(name=name)",
        "_(binding.description)",
        "ngettext('{n} person', '{n} people', n).format(n=n)",
        "self.notify(name)",
        "print(name)",
    ],
)
def test_the_scan_lets_pass(good: str) -> None:
    assert offences(good) == []
