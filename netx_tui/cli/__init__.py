"""The verbs of the command line, one small module per noun; nothing here imports Textual but the start of the screens."""
