"""``python -m netx_tui`` and the command ``netx``."""

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    from netx_tui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
