"""The engine of next steps: N01 to N24 of ``pipeline.md``, computed from data and clock, never stored."""
