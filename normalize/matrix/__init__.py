"""The comment matrix: from tables and labelled comments to postulates and responses."""
