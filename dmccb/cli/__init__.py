"""The command line: parse the arguments, call a command, render the answer, print it."""
