"""Frozen values and pure functions: no input or output, nothing but the standard library."""
