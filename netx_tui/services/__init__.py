"""The verbs of the five jobs: plain calls over the store, no terminal needed."""
