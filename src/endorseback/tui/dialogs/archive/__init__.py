"""Choosing LinkedIn's archive, and following its import."""
