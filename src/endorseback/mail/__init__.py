"""Mail: where it comes from, whom it is from, and what it says."""
