"""Web pages → document: the browser's tree, table model, text and places."""
