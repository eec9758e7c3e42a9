"""The commands: parse the line, call the pipeline, print the answer."""
