"""The demo: an invented mailbox on an embedded IMAP server, in a throw-away folder."""
