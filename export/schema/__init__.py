"""What a column is: codebook, keys, constraints, and cells by type."""
