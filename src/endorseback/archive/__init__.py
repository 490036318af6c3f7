"""Reads LinkedIn's own "Get a copy of your data" archive, of any era and however it was saved."""
