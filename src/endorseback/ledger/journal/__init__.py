"""The journal file, and TinyDB's storage and table on top of it."""
