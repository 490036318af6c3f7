"""The use cases: fetch, import, re-read, send, schedule, check the setup."""
