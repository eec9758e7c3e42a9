"""Two states -> only the problems that a change introduced."""
