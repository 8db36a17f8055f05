"""Short random names: of documents, transactions and generations."""

from __future__ import annotations

from collections.abc import Callable

Entropy = Callable[[int], bytes]
"""Gives that many random bytes, like ``os.urandom``."""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: lower case, safe in URLs, without i, l, o and u that look like others."""


def random_text(entropy: Entropy, length: int) -> str:
    """``length`` random characters of ``ALPHABET``."""
    return "".join(ALPHABET[byte & 31] for byte in entropy(length))
