"""TODO bundles."""
