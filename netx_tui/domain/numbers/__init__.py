"""What the talks were good for: the metrics M1 to M17 of ``5-use.md``, always ``k of n``."""
