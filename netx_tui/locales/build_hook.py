"""Build hook: compile every ``.po`` catalogue to ``.mo`` for wheels, sdists and editable installs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locales: Path) -> list[Path]:
    """Compile every catalogue below ``locales``; returns the files written."""
    written = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Run by hatchling before it collects files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues into the tree and add them to what is built."""
        root = Path(self.root)
        for path in compile_catalogues(root / "netx_tui" / "locales"):
            build_data["artifacts"].append(str(path.relative_to(root)))
