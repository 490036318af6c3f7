"""Dialogs about a person: note, tags, who is who."""
