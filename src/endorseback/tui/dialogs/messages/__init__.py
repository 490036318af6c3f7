"""Dialogs about messages to people: writing, sending, following."""
