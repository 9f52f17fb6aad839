"""The same routine in any layout that YAML has: indentation, quotes, brackets, comments, blank lines, line ends."""

from random import Random

from hypothesis import strategies as st

from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle
from voicecoach.language.scalars import plain_is_safe

COMMENTS = ["# note", "# note: [a, {b", "## two", "#glued", "# 'open", '# "', "#"]


class Layout:
    """Writes a tree with every choice left to `pick(n)`, a number below n."""

    def __init__(self, pick):
        self.pick = pick
        self.comments = []

    def document(self, root):
        lines = [*self.between(""), *self.mapping(root, ""), *self.between("")]
        mark = "\N{BYTE ORDER MARK}" if self.pick(4) == 0 else ""
        start = "---\n" if self.pick(4) == 0 else ""
        text = mark + start + "\n".join(lines) + "\n" * self.pick(3)
        return text.replace("\n", "\r\n") if self.pick(4) == 0 else text

    def comment(self):
        text = COMMENTS[self.pick(len(COMMENTS))]
        self.comments.append(text)
        return text

    def between(self, blanks):
        """Return lines that say nothing."""
        lines = []
        while self.pick(6) == 0:
            lines.append("   "[: self.pick(4)] if self.pick(2) else blanks + self.comment())
        return lines

    def trailing(self):
        if self.pick(8):
            return " " * self.pick(3)
        return "  # " + self.comments_text()

    def comments_text(self):
        self.comments.append("# why")
        return "why"

    def mapping(self, node, blanks):
        lines = []
        for entry in node.entries:
            lines += self.between(blanks)
            key = self.scalar(entry.key, flow=False)
            lines += self.value(f"{blanks}{key}:", entry.value, blanks)
        return lines

    def sequence(self, node, blanks):
        lines = []
        for item in node.items:
            lines += self.between(blanks)
            width = 1 + self.pick(3)
            if isinstance(item, Mapping) and self.pick(3) and item.entries:
                first, *rest = self.mapping_lines(item, blanks + " " * (1 + width))
                lines += [f"{blanks}-{' ' * width}{first.lstrip(' ')}", *rest]
            else:
                lines += self.value(f"{blanks}-", item, blanks)
        return lines

    def mapping_lines(self, node, blanks):
        """Return a mapping's lines; the first one is no comment."""
        first = self.value(
            f"{blanks}{self.scalar(node.entries[0].key, flow=False)}:", node.entries[0].value, blanks
        )
        rest = Mapping(entries=node.entries[1:], span=node.span)
        return [*first, *self.mapping(rest, blanks)]

    def value(self, start, node, blanks):
        inner = blanks + " " * (1 + self.pick(4))
        if isinstance(node, Scalar):
            if node.style is ScalarStyle.BLOCK:
                return self.folded(start, node, inner)
            if self.pick(5) == 0 and not node.absent:
                return [start + self.trailing(), *self.between(inner), inner + self.scalar(node, flow=False)]
            return [f"{start}{' ' * (1 + self.pick(2))}{self.scalar(node, flow=False)}{self.trailing()}"]
        if self.pick(4) == 0 and not holds_block(node):
            return self.flow_lines(start, node, inner)
        if isinstance(node, Mapping):
            return [start + self.trailing(), *self.mapping(node, inner)]
        dedented = not start.endswith("-") and self.pick(2) == 0
        return [start + self.trailing(), *self.sequence(node, blanks if dedented else inner)]

    def folded(self, start, node, inner):
        words = node.text.strip().split("\n")
        assert len(words) == 1, "only paragraphs of one are folded here"
        return [f"{start} >-{self.trailing()}", *(inner + word for word in words[0].split(" "))]

    def flow_lines(self, start, node, inner):
        tokens = [*self.tokens(node)]
        lines, line = [], start + " "
        for token in tokens:
            line += token
            if token in {"[", "{", ", "} and self.pick(4) == 0:
                lines.append(line + (self.trailing() if token != ", " or self.pick(2) else ""))
                lines += self.between(inner)
                line = inner
        return [*lines, line]

    def tokens(self, node):
        if isinstance(node, Scalar):
            yield self.scalar(node, flow=True)
            return
        is_mapping = isinstance(node, Mapping)
        yield "{" if is_mapping else "["
        parts = node.entries if is_mapping else node.items
        for number, part in enumerate(parts):
            if number:
                yield ", "
            if is_mapping:
                yield self.scalar(part.key, flow=True) + ": "
                yield from self.tokens(part.value)
            else:
                yield from self.tokens(part)
        yield "}" if is_mapping else "]"

    def scalar(self, node, *, flow):
        text = node.text
        choices = [
            '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"',
            "'" + text.replace("'", "''") + "'",
        ]
        written = node.span.text
        can_be_plain = plain_is_safe(text, flow=flow) or (
            node.style is ScalarStyle.PLAIN and (not flow or "," not in text)
        )
        if can_be_plain and "\n" not in written and not (flow and " " in text):
            choices += [text, text]
        return choices[self.pick(len(choices))]


def holds_block(node):
    if isinstance(node, Scalar):
        return node.style is ScalarStyle.BLOCK
    values = [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items
    return any(map(holds_block, values))


@st.composite
def layouts(draw, root):
    """Return a text with the tree's content, and the comments that it has."""
    numbers = Random(
        draw(st.integers(0, 2**64 - 1))
    )  # a drawn number for each choice takes ten times as long
    layout = Layout(numbers.randrange)
    return layout.document(root), layout.comments
