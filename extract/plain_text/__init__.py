"""Plain text, Markdown tables and values between semicolons → document."""
