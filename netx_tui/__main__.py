"""``python -m netx_tui`` and the command ``netx``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    # A verb is over before there is garbage worth looking for; the screens turn the collector on again.
    gc.disable()
    from netx_tui.cli.main import run

    status = run(sys.argv[1:])
    # Everything is written, flushed and closed. Taking the interpreter apart would cost as much as its start.
    os._exit(status)


if __name__ == "__main__":
    main()
