"""``python -m netx_tui`` and the command ``netx``."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and end the process; what is left in memory goes with it, untidied."""
    # A verb ends before the collector would have earned its keep; the screens switch it on again.
    gc.disable()
    from netx_tui.cli.main import run

    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return status
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
