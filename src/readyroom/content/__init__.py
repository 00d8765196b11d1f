"""What the course says: its model, its files and their faults."""
