"""Words as data: CSV tables of phrases by language, and their reader."""
