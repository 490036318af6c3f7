"""The list of rows: drawn when visible, nothing built per row."""
