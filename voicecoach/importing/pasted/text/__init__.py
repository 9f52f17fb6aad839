"""The paste as lines: what a chat, a copy or a short way of writing made of them is undone."""
