"""PDF → document: lines, paragraphs, tables, page breaks."""
