"""What is known of people, joined from the ledger and the archives."""
