"""PDF bytes → pages of runs and ruling lines, by PDFium or pdfplumber."""
