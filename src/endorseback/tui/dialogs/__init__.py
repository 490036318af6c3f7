"""The dialogs; each answers with a value, or None where it was cancelled."""
