"""The events: every fact and every decision, appended and never changed."""
