"""The JSON API, and the description of it."""
