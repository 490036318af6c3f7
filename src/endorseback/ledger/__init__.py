"""The event log and the read-model folded from it."""
