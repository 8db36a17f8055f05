"""netx: informational interviews, from the right person to what came of it, in a terminal."""

__version__ = "0.1.0"
