"""Where the sound goes: devices, programs fed through a pipe, files, nothing at all."""
