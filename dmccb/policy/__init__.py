"""Facts × rules -> Decision: who must still agree, and why."""
