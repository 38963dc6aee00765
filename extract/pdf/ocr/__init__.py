"""Scanned pages → pages of runs and ruling lines, by tesseract."""
