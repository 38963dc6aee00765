"""Tables that nobody ruled: ways to part their columns and rows, and the choice between them."""
