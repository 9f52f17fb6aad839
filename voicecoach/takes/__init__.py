"""A coach's own voice: which sentences a routine says, recording them, judging each take, keeping it."""
