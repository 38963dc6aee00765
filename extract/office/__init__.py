"""TODO office."""
