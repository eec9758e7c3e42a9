"""ChangeSet × the records of both sides -> ChangeRecord: what a change means."""
