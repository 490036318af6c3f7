"""Reaching people: links, the browser, the clipboard and drafts. The human acts on LinkedIn."""
