"""What nobody can do on a real phone either."""


class Unable(Exception):
    """Says why it cannot be done."""
