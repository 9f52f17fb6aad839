"""How a text is said: it is cut into typed pieces (`classify`), and each is said by the rules of its language.

`characters` makes the characters plain, `tokens` cuts the text, `classify` walks over it with the rules of `leading`, `special`,
`expressions`, `words` and `signs`, and a `Grammar` turns pieces into words. What can be written in a table is in `tables/`.
Nothing here reads a file but `loading`. Every rule takes linear time.
"""
