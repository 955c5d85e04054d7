"""Where everything is kept: the only SQL in the house."""
