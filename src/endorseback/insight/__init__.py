"""What the ledger's facts suggest; pure functions."""
