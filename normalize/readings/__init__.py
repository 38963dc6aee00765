"""Readings: the ways in which a document's comments can be seen, each with its evidence, and the choice between them."""
