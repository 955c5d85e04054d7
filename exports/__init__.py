"""What leaves the house: minutes and data, made from a record."""
