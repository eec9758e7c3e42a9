"""A value -> what a terminal shows: tables and trees, set by rich."""
