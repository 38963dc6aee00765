"""Spreadsheets → document: one way for XLSX, XLS, ODS and the XML of Excel 2003."""
