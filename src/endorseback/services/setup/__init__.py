"""Setting up an account: trying it, and writing the configuration."""
