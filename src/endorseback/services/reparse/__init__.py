"""Reading kept mails again, for a new recogniser or a new phrase."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
