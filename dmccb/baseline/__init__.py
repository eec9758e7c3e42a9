"""The records of one state -> Baseline."""
