"""Impact, Affected -> text or JSON."""
