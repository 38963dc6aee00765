"""WARC archives of fetched pages: writing, index, reading back."""
