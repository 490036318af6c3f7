"""The words that screens and commands share."""
