"""DOCX → document."""
