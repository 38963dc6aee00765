"""TODO odt."""
