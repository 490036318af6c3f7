"""Dialogs that ask for the details of a decision."""
