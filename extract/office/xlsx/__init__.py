"""TODO xlsx."""
