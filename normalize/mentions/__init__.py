"""TODO mentions."""
