"""What each column of a table holds, told by its heading, its cells and its neighbours."""
