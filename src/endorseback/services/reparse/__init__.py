"""Reading kept mails again, for a new recogniser or a new phrase."""
