"""The wording of every finding (`findings`). Each family of findings has a module, with a case for each class."""
