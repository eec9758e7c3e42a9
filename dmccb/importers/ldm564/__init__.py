"""LDM-564, the release document -> records."""
