"""Fetching at intervals without the app: one interface, and an installer for each scheduler."""
