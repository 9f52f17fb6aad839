"""The items of all lines as a tree, and the tree as steps, with what is said of each line."""
