"""Names of private persons replaced by pseudonyms in every table and text."""
