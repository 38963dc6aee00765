"""Comments and answers that take turns without labels, told by how they are set and by who speaks in them."""
