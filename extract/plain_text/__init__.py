"""TODO plain_text."""
