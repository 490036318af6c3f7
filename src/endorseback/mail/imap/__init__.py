"""Conversations with IMAP servers; the only package that knows imapclient."""
