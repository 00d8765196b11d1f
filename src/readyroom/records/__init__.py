"""What people did: the roster, sign-in, and the append-only log of answers."""
