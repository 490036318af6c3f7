"""The people of imported archives: reference data in its own file, loaded when needed."""
