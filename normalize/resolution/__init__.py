"""TODO resolution."""
