"""Letters before any format: encodings, mojibake, clean text, runs with a style."""
