"""Staying in touch: circles, cadence, what is proposed (``4-touch.md``)."""
