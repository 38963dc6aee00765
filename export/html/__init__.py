"""What every HTML page of ours is made of: markup, words in two languages, one document with its policy."""
