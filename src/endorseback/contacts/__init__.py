"""The people of LinkedIn's archives: reference data in a file of its own, loaded when it is asked for."""
