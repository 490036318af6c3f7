"""One fetch: from the sources to the ledger."""
