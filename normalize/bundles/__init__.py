"""Documents that belong together: a letter and its attachments, one file at two addresses."""
