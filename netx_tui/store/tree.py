"""Documents as trees of JSON values, and the dotted paths that name their fields.

Documents are copy-on-write: nothing here changes what it is given. In a stored document an unknown
value is absent, so it holds neither ``None`` nor an empty map. A dot or a backslash that belongs to a
key is written ``\\.`` and ``\\\\`` in a path.

Most documents are never looked at one by one, so a ``Table`` holds each as the line it was read from,
a fifth of what the tree takes, and makes the tree whenever somebody wants it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _

Document = dict[str, Any]
Keys = tuple[str, ...]

DEPTH_LIMIT = 32
"""Maps and lists inside one another that a document may have."""

KEPT_BY_THE_STORE = ("id", "rev", "updated")
"""Fields whose values the store itself writes."""

_SCALARS = frozenset((str, int, bool, float, type(None)))
_OPENINGS = 400
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().decode


class Held:
    """One document as a table holds it; an edit puts another one in its place.

    ``source`` is the document, or its compact JSON in ASCII, known to be whole. ``record`` is kept here
    by the view that made it.
    """

    __slots__ = ("record", "source")

    def __init__(self, source: bytes | Document) -> None:
        self.source = source
        self.record: Any = None

    def document(self) -> Document:
        """The document; a new one at each call where only its text is held."""
        source = self.source
        return _decode(source.decode("ascii")) if isinstance(source, bytes) else source

    def text(self) -> bytes:
        """The document as compact JSON in ASCII, which alone is held from now on."""
        source = self.source
        if isinstance(source, bytes):
            return source
        if next(iter(source), "id") != "id" and "id" in source:
            source = {"id": source["id"], **source}
        text = _encode(source).encode("ascii")
        if is_shallow(text):
            self.source = text
        return text

    def says(self, other: Held) -> bool:
        """Whether both hold the same document."""
        one, two = self.source, other.source
        if type(one) is type(two) is bytes and one == two:
            return True
        return self.document() == other.document()


def documents(many: Sequence[Held]) -> Iterator[Document]:
    """The documents of ``many``, read in one go."""
    sources = [held.source for held in many]
    texts = b",".join([source for source in sources if isinstance(source, bytes)])
    read = iter(_decode(f"[{texts.decode('ascii')}]"))
    for source in sources:
        yield next(read) if isinstance(source, bytes) else source


class Table(MutableMapping[str, Document]):
    """The documents of one table by id; ``held`` is how they are kept."""

    __slots__ = ("held",)

    def __init__(self, documents: Mapping[str, Document] | None = None) -> None:
        self.held: dict[str, Held] = {key: Held(document) for key, document in (documents or {}).items()}

    def __getitem__(self, key: str) -> Document:
        return self.held[key].document()

    def __setitem__(self, key: str, document: Document) -> None:
        self.held[key] = Held(document)

    def __delitem__(self, key: str) -> None:
        del self.held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __contains__(self, key: object) -> bool:
        return key in self.held

    def become(self, other: Table) -> dict[str, Document | None]:
        """Hold what ``other`` does; what is the same stays.

        Returns what was different, as it was, ``None`` for a new document.
        """
        mine, theirs = self.held, other.held
        changed: dict[str, Document | None] = {
            key: held.document() for key, held in mine.items() if key not in theirs
        }
        for key, held in theirs.items():
            known = mine.get(key)
            if known is None:
                changed[key] = None
            elif known.says(held):
                theirs[key] = known
            else:
                changed[key] = known.document()
        mine.clear()
        mine.update(theirs)
        return changed


Tables = dict[str, Table]


def is_shallow(text: bytes) -> bool:
    """Whether JSON can be read wherever it is wanted: what is nested too deep asks too much of the stack."""
    return len(text) < 2 * _OPENINGS or text.count(b"{") + text.count(b"[") < _OPENINGS


def join(keys: Keys) -> str:
    """The dotted path of ``keys``."""
    return ".".join(key.replace("\\", "\\\\").replace(".", "\\.") for key in keys)


def split(path: str) -> Keys:
    """The keys of a dotted ``path``."""
    if "\\" not in path:
        return tuple(path.split("."))
    keys = [""]
    characters = iter(path)
    for character in characters:
        if character == ".":
            keys.append("")
        else:
            keys[-1] += next(characters, "") if character == "\\" else character
    return tuple(keys)


def get(node: Any, keys: Keys) -> Any:
    """What stands at ``keys`` in ``node``; ``None`` where nothing does."""
    for key in keys:
        if not isinstance(node, dict):
            return None
        node = node.get(key)
    return node


def put(node: Document, keys: Keys, value: Any) -> Document:
    """A copy of ``node`` with ``value`` at ``keys``; ``None`` removes it, and maps left empty by that."""
    key, rest = keys[0], keys[1:]
    if rest:
        below = node.get(key)
        if not isinstance(below, dict):
            if value is None:
                return node
            below = {}
        value = put(below, rest, value) or None
    changed = dict(node)
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = value
    return changed


def canonical(value: Any, depth: int = DEPTH_LIMIT) -> Any:
    """A copy of ``value`` as it is stored: tuples as lists, no ``None`` and no empty map inside maps.

    An empty map comes back as ``None``. Raises ``BadInput`` where it is nested too deep.
    """
    if type(value) in _SCALARS:
        return value
    if isinstance(value, Mapping):
        _check_depth(depth)
        kept: Document = {}
        for key, below in value.items():
            known = below if type(below) in _SCALARS else canonical(below, depth - 1)
            if known is not None:
                kept[key if type(key) is str else str(key)] = known
        return kept or None
    if isinstance(value, (list, tuple)):
        _check_depth(depth)
        return [_element(below, depth - 1) for below in value]
    return value


def clone(value: Any) -> Any:
    """A copy of ``value`` that shares no map and no list with it."""
    if isinstance(value, dict):
        return {key: clone(below) for key, below in value.items()}
    return [clone(below) for below in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Whether both are the same JSON value (``1`` is not ``true``)."""
    return type(one) is type(other) and bool(one == other)


def differences(keys: Keys, old: Any, new: Any) -> Iterator[tuple[Keys, Any, Any]]:
    """The places at and below ``keys`` where ``new`` differs from ``old``, with both values."""
    if isinstance(old, dict) and (isinstance(new, dict) or (new is None and len(keys) == 1)):
        wanted: Document = new or {}
        for key in dict.fromkeys((*old, *wanted)):
            yield from differences((*keys, key), old.get(key), wanted.get(key))
    elif not same(old, new):
        yield keys, old, new


def is_plain_list(value: Any) -> bool:
    """Whether ``value`` is a list of texts, numbers and truths only, or absent."""
    if value is None:
        return True
    return isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)


def merged(base: Any, wanted: Any, current: Any) -> Any:
    """``current`` with what leads from ``base`` to ``wanted`` added and removed (lists of plain values)."""
    if same(base, current):
        return wanted
    old, new, now = base or [], wanted or [], current or []
    kept = [item for item in now if item in new or item not in old]
    result = kept + [item for item in new if item not in old and item not in kept]
    return result if result or wanted is not None else None


def _element(value: Any, depth: int) -> Any:
    kept = canonical(value, depth)
    return {} if kept is None and isinstance(value, Mapping) else kept


def _check_depth(depth: int) -> None:
    if depth <= 0:
        raise BadInput(
            _("A value is nested more than {limit} levels deep, which netx does not store.").format(
                limit=DEPTH_LIMIT
            )
        )
