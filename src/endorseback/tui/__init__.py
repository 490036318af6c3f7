"""The full-screen app: everything that knows Textual."""
