"""The phrases that LinkedIn uses, one data file a language, and the user's own."""
