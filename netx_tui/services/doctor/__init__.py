"""The examination of a whole installation: data, files around them, settings, terminal."""
