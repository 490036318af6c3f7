"""What the screens show, apart from how they show it."""
