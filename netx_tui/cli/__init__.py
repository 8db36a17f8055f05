"""The verbs of the command line, one small module per noun; only the start of the screens imports Textual."""
