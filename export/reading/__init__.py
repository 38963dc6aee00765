"""Our own tables read back: a folder of a run, an edited workbook."""
