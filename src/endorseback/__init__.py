"""endorseback: a terminal inbox for LinkedIn endorsements."""

__version__ = "0.1.0"
