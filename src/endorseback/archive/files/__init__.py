"""One reader for each file of the archive that matters."""
