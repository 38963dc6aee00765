"""Predicates of a clause, which the grammar of verdicts reads: heads, what governs them, and the predicates themselves."""
