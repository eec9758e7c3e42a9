"""What people said of a request for comments -> Votes: each act counted, or not, and why."""
