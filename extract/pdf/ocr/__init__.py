"""TODO ocr."""
