"""Reaching people: links, the browser, the clipboard and drafts. The human acts on LinkedIn."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
