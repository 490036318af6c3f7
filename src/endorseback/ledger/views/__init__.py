"""What screens and commands ask of the projection: lists, cards, summaries."""
