"""The projector: what the hall sees."""
