"""The rules of netx: pure functions and frozen records, standard library only; the clock is an argument."""
