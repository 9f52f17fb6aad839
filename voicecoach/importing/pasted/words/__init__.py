"""The words and numbers of one line: tokens, what each says, and ways of writing put in those that are read."""
