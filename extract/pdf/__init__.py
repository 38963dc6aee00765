"""TODO pdf."""
