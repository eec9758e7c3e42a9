"""What each command does: opens, calls the pipeline, returns a value."""
