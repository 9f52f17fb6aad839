"""What the command line, the batch and the API share: open a voice, compile, mix, write. No terminal, and no thread of its own."""
