"""From a parsed mail to what it says: who endorsed whom for what, and why we think so."""
