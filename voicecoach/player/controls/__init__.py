"""What the listener can press: keys, a foot pedal, the buttons of a headset."""
