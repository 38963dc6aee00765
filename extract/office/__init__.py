"""Office files → document: DOCX, ODT, XLSX, and what LibreOffice turns into them."""
