"""The fold: what all events add up to, kept current as events arrive."""
