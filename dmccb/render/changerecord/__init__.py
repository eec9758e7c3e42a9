"""ChangeRecord -> str, one module for each format."""
