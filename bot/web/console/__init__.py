"""The console: the evening in the hand of whoever leads it."""
