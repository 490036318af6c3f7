"""The check of the whole set-up: one line for each thing, ok or what to do about it."""
