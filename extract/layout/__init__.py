"""Runs of text and ruling lines → grids, for every reader that sees a page: PDF, scans and plain text."""
