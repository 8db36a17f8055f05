"""``python -m netx_tui`` and the command ``netx``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process; what is left in memory goes with it, untidied."""
    # A verb ends before the collector would have earned its keep; the screens switch it on again.
    gc.disable()
    from netx_tui.cli.main import run

    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            # Closed, or a terminal that is gone: the status has told what there is to tell.
            continue
    os._exit(status)


if __name__ == "__main__":
    main()
