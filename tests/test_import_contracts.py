"""Imports point down only, and the core loads no terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_the_contracts_of_the_house_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(
    "packages",
    [
        ("netx_tui.cli.main", "netx_tui.__main__"),
        ("netx_tui.services", "netx_tui.store", "netx_tui.config", "netx_tui.formats", "netx_tui.domain"),
    ],
)
def test_below_the_screens_nothing_loads_the_terminal(packages: tuple[str, ...]) -> None:
    program = (
        "import importlib, pkgutil, sys\n"
        f"for name in {packages!r}:\n"
        "    found = importlib.import_module(name)\n"
        "    for info in pkgutil.iter_modules(getattr(found, '__path__', ()), name + '.'):\n"
        "        importlib.import_module(info.name)\n"
        "print(*{name.split('.')[0] for name in sys.modules} & {'textual', 'rich'})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")
