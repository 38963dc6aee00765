"""What there is to read: files, folders, lists, archives, e-mails, addresses."""
