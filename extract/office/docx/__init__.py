"""TODO docx."""
