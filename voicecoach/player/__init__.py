"""Live playback: the sound device, the engine that feeds it, the screen and the controls."""
