"""Which words at the head of lines are labels, beyond those with a colon, and which with one are none."""
