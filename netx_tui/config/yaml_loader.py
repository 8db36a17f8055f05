"""YAML text into plain values, with everything refused that settings do not need.

Aliases and anchors (a short file can unfold to gigabytes), merge keys, tags, deep nesting and
duplicate keys are errors that name their line. Days and times stay texts.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import N_, _

DEPTH_LIMIT = 20
NO_FIT = N_("this line does not fit those above: look at its indent, and put a value with ':' in quotes.")
SLIPS = (
    ("'\\t'", N_("there is a tab here; use spaces.")),
    ("unexpected end of stream", N_("a quote is not closed.")),
    ("<stream end>", N_("a bracket is not closed.")),
    ("mapping values are not allowed", NO_FIT),
    ("<block end>", NO_FIT),
    ("could not find expected ':'", N_("a ':' is missing after the name.")),
    ("cannot start any token", N_("this value needs quotes.")),
)
"""What people type by mistake: a part of PyYAML's words for it, and what to say of it."""


class _Refused(yaml.MarkedYAMLError):
    """Something that is fine YAML and not wanted here; ``problem`` is a whole, translated sentence."""


class _PlainLoader(yaml.SafeLoader):
    """The pure Python loader without the parts that can be turned against the reader."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sentence = _("'&' and '*' at the beginning of a value are not used here; put it in quotes.")
            raise _Refused(problem=sentence, problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise _Refused(problem=_("tags like '!!set' are not used here."), problem_mark=event.start_mark)
        if self.depth >= DEPTH_LIMIT:
            sentence = _("more than {count} levels inside one another.").format(count=DEPTH_LIMIT)
            raise _Refused(problem=sentence, problem_mark=event.start_mark)
        self.depth += 1
        try:
            node: Node | None = super().compose_node(parent, index)
        finally:
            self.depth -= 1
        return node


# A day is a text like any other here, so that it stays what the user typed.
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(content: bytes, name: str) -> dict[str, Any]:
    """The mapping written in ``content``; ``name`` is the file's name for errors.

    Raises ``BadInput`` with file and line for anything else.
    """
    try:
        loader, root = _composed(content, name)
        if root is None:
            return {}
        if not isinstance(root, MappingNode):
            raise _Refused(
                problem=_("expected lines of the form 'name: value'."), problem_mark=root.start_mark
            )
        value = _value(loader, root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadInput(
            _("{file}, line {line}: {problem}").format(
                file=name,
                line=mark.line + 1 if mark else 1,
                problem=_slip(error.problem or error.context or ""),
            )
        ) from None
    except yaml.reader.ReaderError as error:
        # its place counts letters, those of the mark at the beginning not among them
        line = content.decode("utf-8-sig").count("\n", 0, error.position) + 1
        sentence = _("a control character stands here; remove it.")
        raise BadInput(
            _("{file}, line {line}: {problem}").format(file=name, line=line, problem=sentence)
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        first_line = str(error).strip().partition("\n")[0]
        raise BadInput(
            _("{file} cannot be read as YAML: {problem}").format(file=name, problem=first_line)
        ) from None
    assert isinstance(value, dict)
    return value


def _slip(words: str) -> str:
    """What to say of something that is no YAML, in which PyYAML found what its ``words`` say."""
    said = next((sentence for part, sentence in SLIPS if part in words), "")
    return _(said) if said else words or _("this is not YAML.")


def line_of(content: bytes, field: str) -> int:
    """The line, counted from 1, of the key ``field`` (dotted, ``profile.purpose``); 0 if it is nowhere.

    The items of a list count from 0: ``questions.12``.
    """
    try:
        node = _composed(content, "")[1]
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        return 0
    line = 0
    for part in field.split("."):
        if isinstance(node, SequenceNode) and part.isdecimal() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
            continue
        if not isinstance(node, MappingNode):
            return line
        here = [(key, value) for key, value in node.value if getattr(key, "value", None) == part]
        if not here:
            return line
        line, node = here[0][0].start_mark.line + 1, here[0][1]
    return line


def _composed(content: bytes, name: str) -> tuple[_PlainLoader, Node | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(
            _("{file}, line {line}: this is not UTF-8 text. Save the file as UTF-8.").format(
                file=name, line=line
            )
        ) from None
    loader = _PlainLoader(text)
    return loader, loader.get_single_node()


def _value(loader: _PlainLoader, node: Node) -> Any:
    """What ``node`` means; its depth was bounded while it was composed."""
    if isinstance(node, MappingNode):
        return _mapping(loader, node)
    if isinstance(node, SequenceNode):
        return [_value(loader, item) for item in node.value]
    try:
        value = loader.construct_object(node)
        if isinstance(value, float) and not isfinite(value):
            raise ValueError
    except (ValueError, OverflowError):
        sentence = _("this number cannot be read; put it in quotes if it is a text.")
        raise _Refused(problem=sentence, problem_mark=node.start_mark) from None
    return value


def _mapping(loader: _PlainLoader, node: MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise _Refused(problem=_("a name must be a plain word."), problem_mark=key.start_mark)
        # The text of the key, not its meaning: ``no`` and ``1`` are names like any other.
        word = str(key.value)
        if word == "<<" and key.tag == "tag:yaml.org,2002:merge":
            raise _Refused(problem=_("'<<' is not used here."), problem_mark=key.start_mark)
        if word in found:
            sentence = _("'{name}' is there twice.").format(name=word)
            raise _Refused(problem=sentence, problem_mark=key.start_mark)
        found[word] = _value(loader, value)
    return found
