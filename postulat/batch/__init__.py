"""A run over many documents: its order, its outcomes, its tables."""
