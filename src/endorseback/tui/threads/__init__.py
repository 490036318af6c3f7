"""The threads that touch disk and network, so that the event loop never does."""
