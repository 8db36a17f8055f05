"""One value into a YAML text, everything else in it left as it stands, comments too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

# ruamel writes YAML 1.2, PyYAML reads 1.1, where more words and figures mean something.
_MEANINGS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
_WORDS = re.compile(r"[A-Za-z](?:[\w -]*\w)?", re.ASCII).fullmatch


def changed_yaml(text: str, changes: Mapping[str, Any]) -> str:
    """``text`` with ``changes`` (dotted name to plain value) set; ``None`` empties the name.

    The text must already have passed ``read_yaml``.
    """
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    document = yaml.load(text)
    # A file of comments alone loads as nothing; they are kept by writing below them.
    heading = f"{text.rstrip()}\n\n" if document is None and text.strip() else ""
    if document is None:
        document = CommentedMap()
    for name, value in changes.items():
        _set(document, name.split("."), value)
    out = StringIO()
    if document:
        yaml.dump(document, out)
    return heading + out.getvalue()


def _set(document: CommentedMap, parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        if not isinstance(document.get(part), CommentedMap):
            document[part] = CommentedMap()
        document = document[part]
    name = parts[-1]
    if name in document:
        # Emptied, not removed: a comment hangs on its name and would go with it.
        document[name] = _plain(value)
    elif value is not None and len(parts) > 1:
        # In front, because what follows the last name may be the comment of the next part.
        document.insert(0, name, _plain(value))
    elif value is not None:
        document[name] = _plain(value)


def _plain(value: Any) -> Any:
    """``value`` as it is to be written: whatever a reader could take for something else in quotes."""
    if isinstance(value, list):
        sequence = CommentedSeq(map(_plain, value))
        sequence.fa.set_flow_style()
        return sequence
    if isinstance(value, str) and not (_WORDS(value) and value.lower() not in _MEANINGS):
        return DoubleQuotedScalarString(value)
    return value
