"""Widgets draw what they are given and speak by messages; they see the domain only."""
