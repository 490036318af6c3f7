"""Whether a mail really comes from LinkedIn: the mail host's verdict, or our own DKIM check."""
