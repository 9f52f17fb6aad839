"""What the command line, a batch and an API share: open a voice, compile, mix, write. No terminal, and no thread of its own."""
