"""CSV files as tables: columns by name, dates in any form, broken rows reported."""
