"""Dialogs about one mail: its text, how it was read, and the phrases learned from it."""
