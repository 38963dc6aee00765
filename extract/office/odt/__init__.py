"""ODT → document."""
