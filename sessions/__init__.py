"""What is true about a programme of meetings."""
