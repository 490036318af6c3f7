"""Importing LinkedIn's archive into the ledger, and undoing an import."""
