"""CSV files as tables: columns by name, dates in every form, broken rows told apart from good ones."""
