"""Sending the messages that wait in the outbox."""
