"""What can be read in a record: pure functions, the same for the same input."""
