"""TODO archive."""
