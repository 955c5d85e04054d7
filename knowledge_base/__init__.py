"""What we know: entries with their source, and a search that answers, suggests or abstains."""
