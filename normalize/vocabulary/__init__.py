"""TODO vocabulary."""
