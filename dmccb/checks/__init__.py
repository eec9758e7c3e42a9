"""Record files -> Problem …."""
