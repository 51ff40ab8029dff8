"""`translate` and `blocktranslate` that show the second language too; built in for every template."""

from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, render_value_in_context, token_kwargs
from django.templatetags import i18n
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from ame_site.bilingual import (
    PIECES,
    TEXTS,
    beside_french,
    direction,
    one_language_only,
    plain_text,
    speaks_of_them,
    tone,
    with_second,
)
from ame_site.kept import place

register = template.Library()


class Twice(Node):
    """A node of Django's, whose output is safe, rendered once more in the second language."""

    def __init__(self, node: Any) -> None:
        self.node = node
        self.is_constant = _says_always_the_same(node)

    def render(self, context: Context) -> SafeString:
        if self.node.asvar:
            return self.node.render(context)
        if self.is_constant:
            return TEXTS.get((self, tone()), lambda: self._twice(context))
        return self._twice(context)

    def _twice(self, context: Context) -> SafeString:
        return with_second(lambda: mark_safe(self.node.render(context)))  # noqa: S308


def _says_always_the_same(node: Any) -> bool:
    """Whether it is a text of the template alone, without a variable."""
    if not isinstance(node, i18n.TranslateNode):
        return False
    context = node.message_context
    is_literal = getattr(node.filter_expression.var, "literal", None) is not None
    return is_literal and not node.filter_expression.filters and not (context and context.is_var)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Twice:
    return Twice(i18n.do_translate(parser, token))


@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> Twice:
    return Twice(_read_once(i18n.do_block_translate(parser, token)))


def _read_once(node: i18n.BlockTranslateNode) -> i18n.BlockTranslateNode:
    """Put the words between the tags together now, which Django does at each rendering."""
    read = {id(tokens): node.render_token_list(tokens) for tokens in (node.singular, node.plural)}

    def render_token_list(tokens: list[Any]) -> tuple[str, list[str]]:
        words, variables = read[id(tokens)]
        return words, list(variables)

    node.render_token_list = render_token_list
    return node


@register.filter
def twice(text: Any) -> SafeString:
    """A lazy text in the reader's one or two languages."""
    return with_second(lambda: str(text))


class Plain(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        with plain_text():
            return self.nodelist.render(context)


@register.tag("onelanguage")
def onelanguage(parser: Parser, token: Token) -> Plain:
    """Around what can hold no mark-up, such as the title."""
    nodes = parser.parse(("endonelanguage",))
    parser.delete_first_token()
    return Plain(nodes)


class ToYou(Node):
    """The same thing said to the person and of the person."""

    def __init__(self, to_you: NodeList, of_them: NodeList) -> None:
        self.to_you = to_you
        self.of_them = of_them
        self.is_constant = all(getattr(node, "is_constant", False) for node in (*to_you, *of_them))

    def render(self, context: Context) -> SafeString:
        if self.is_constant:
            return TEXTS.get((self, tone()), lambda: self._twice(context))
        return self._twice(context)

    def _twice(self, context: Context) -> SafeString:
        def render() -> SafeString:
            with one_language_only():
                return (self.of_them if speaks_of_them() else self.to_you).render(context)

        return with_second(render)


@register.tag("toyou")
def toyou(parser: Parser, token: Token) -> ToYou:
    """`{% toyou %}`, the words to the person, `{% ofthem %}`, the words at the desk, `{% endtoyou %}`."""
    to_you = parser.parse(("ofthem",))
    parser.delete_first_token()
    of_them = parser.parse(("endtoyou",))
    parser.delete_first_token()
    return ToYou(to_you, of_them)


class Beside(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        language = beside_french()
        if language is None:
            return SafeString()
        with override(language), one_language_only():
            text = self.nodelist.render(context)
        return format_html(
            '<div class="beside" lang="{}" dir="{}">{}</div>', language, direction(language), text
        )


@register.tag("beside")
def beside(parser: Parser, token: Token) -> Beside:
    """What a French text says, beside it, in the reader's other language where there is one."""
    nodes = parser.parse(("endbeside",))
    parser.delete_first_token()
    return Beside(nodes)


class Keep(Node):
    def __init__(
        self, nodelist: NodeList, values: list[FilterExpression], filled: dict[str, FilterExpression]
    ) -> None:
        self.nodelist = nodelist
        self.values = values
        self.filled = filled
        self.places = {name: place(name) for name in filled}

    def render(self, context: Context) -> SafeString:
        said = (self, tone(), *[value.resolve(context) for value in self.values])
        piece = PIECES.get(said, lambda: self._render_blank(context))
        for name, value in self.filled.items():
            if self.places[name] in piece:
                shown = render_value_in_context(value.resolve(context), context)
                piece = mark_safe(piece.replace(self.places[name], shown))  # noqa: S308
        return piece

    def _render_blank(self, context: Context) -> SafeString:
        with context.push(**self.places):
            return self.nodelist.render(context)


@register.tag("keep")
def keep(parser: Parser, token: Token) -> Keep:
    """`{% keep value… with name=value… %}`: a piece, the same on all pages of these languages and values.

    It stays in the process's memory, so neither it nor a value may hold an answer or anything else of
    a visitor (decision 17). What is theirs goes behind `with`: it is kept as an empty place, to be shown
    and not tested, and put in each time.
    """
    values = token.split_contents()[1:]
    end = values.index("with") if "with" in values else len(values)
    filled = token_kwargs(values[end + 1 :], parser)
    nodes = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Keep(nodes, [parser.compile_filter(value) for value in values[:end]], filled)
