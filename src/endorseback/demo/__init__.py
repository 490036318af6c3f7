"""The demo: an invented mailbox on an embedded IMAP server, in a throw-away folder."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
