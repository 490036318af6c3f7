"""The use cases: fetch, import, re-read, send, schedule, check. They join mail, ledger and the rest."""
