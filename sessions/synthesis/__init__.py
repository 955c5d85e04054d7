"""What follows from the record: pure functions over what was said and counted."""
