"""The tests of endorseback."""
