"""TODO stance."""
