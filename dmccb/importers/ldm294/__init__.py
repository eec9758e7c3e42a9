"""LDM-294, the organization -> records."""
