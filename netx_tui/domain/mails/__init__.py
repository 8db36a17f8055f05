"""Mails: their kinds and templates, what fills them, and how they read."""
