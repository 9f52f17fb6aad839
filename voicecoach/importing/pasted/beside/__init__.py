"""What the lines around one say of it: a name above its sets, sides above a list, a rest below."""
