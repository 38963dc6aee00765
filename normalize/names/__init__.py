"""Names in one text: organisations, persons, acronyms, inflection, register numbers."""
