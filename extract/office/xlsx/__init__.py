"""XLSX → document."""
