"""What a municipality's house wears: its theme of design tokens, and its logo."""
