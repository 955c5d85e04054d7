"""How those who run meetings come in, and where they are signed in."""
