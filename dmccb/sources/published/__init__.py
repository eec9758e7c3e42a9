"""Published documents -> records, one importer for each document."""
