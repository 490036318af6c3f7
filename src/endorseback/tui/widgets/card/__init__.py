"""The card: all that is known of one person, or of one mail."""
