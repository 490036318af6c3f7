"""From the bytes of a mail to its header fields, text, HTML and links."""
