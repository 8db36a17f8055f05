"""The only room that knows TinyDB, files and locks."""
