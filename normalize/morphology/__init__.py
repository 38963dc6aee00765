"""Word forms taken apart: lemma, word class and grammatical categories, each form of a language analysed once."""
