"""TODO characters."""
