"""Fetching at intervals without the app: one interface, and an installer for each scheduler."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
