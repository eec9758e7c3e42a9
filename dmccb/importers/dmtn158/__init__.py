"""DMTN-158, the milestones -> records."""
