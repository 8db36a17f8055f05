"""Settings, rules and themes read from YAML into dataclasses; sees the domain only, never Textual."""
