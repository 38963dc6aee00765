"""Who sent comments, told by a line or a heading above them."""
