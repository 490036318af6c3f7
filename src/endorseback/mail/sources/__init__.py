"""Where mail comes from: IMAP accounts, Maildirs, mbox files and folders of .eml files."""
