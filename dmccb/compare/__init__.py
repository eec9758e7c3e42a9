"""Baseline × Baseline -> ChangeSet -> ChangeRecord."""
