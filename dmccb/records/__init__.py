"""One file's bytes <-> records."""
