"""What an answer says of a postulate: the stance and the words that decided it."""
