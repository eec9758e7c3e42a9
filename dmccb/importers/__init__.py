"""A published document's text -> ImportResult."""
