"""What runs without the user: fetching, watching, the schedule, and the check of the set-up."""
