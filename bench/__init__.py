"""``python -m bench``: measure dmccb beside ``git diff`` and its peers."""
