"""Every text is translated, whole, and written the way its readers need it."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import polib
import pytest
import textstat
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.template.base import DebugLexer, TokenType
from django.utils import translation
from django.utils.translation.template import templatize

from ame_site.languages import SITE_LANGUAGES
from eligibility.domain.advice.alternatives import ALTERNATIVES, OPENS
from eligibility.domain.advice.care import CARE
from eligibility.domain.advice.sentences import MISSING, SENTENCES
from eligibility.domain.advice.steps import STEPS
from eligibility.domain.checklist import HOST_MISSING, IF_MISSING, PERSON_LABELS, PERSON_TITLES, PROOF_TITLES
from eligibility.domain.conditions import CONDITIONS
from eligibility.domain.deadlines import TEXTS as DEADLINES
from eligibility.domain.questions import QUESTIONS, Question
from eligibility.templatetags.ame import day, euros

SOURCE_LANGUAGE = "en"
# A language that says it is not complete shows French for what it lacks: tests/test_missing_texts.py.
COMPLETE = [language.code for language in SITE_LANGUAGES if language.complete]
TRANSLATED = [code for code in COMPLETE if code != SOURCE_LANGUAGE]
LANGUAGES = [language.code for language in SITE_LANGUAGES]

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
NOT_SHOWN = ("migrations", "management")
MODULES = [
    path
    for app in ("ame_site/staff", "eligibility", "thresholds")
    for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
    if not set(path.parts) & set(NOT_SHOWN)
]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "say": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Message:
    """What a catalogue translates."""

    text: str
    plural: str = ""
    context: str = ""


# --- Reading the texts and the catalogues -----------------------------------------------------


def messages_of(path: Path) -> Iterator[Message]:
    """The texts to translate of a template or a module, as makemessages finds them."""
    source = path.read_text(encoding="utf-8")
    code = templatize(source, origin=str(path)) if path.suffix == ".html" else source
    found = extract("python", BytesIO(code.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for _, texts, _, context in found:
        text, plural = texts if isinstance(texts, tuple) else (texts, "")
        yield Message(text, plural, context or "")


@pytest.fixture(scope="module")
def messages() -> set[Message]:
    return {message for path in (*TEMPLATES, *MODULES) for message in messages_of(path)}


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po")


def as_message(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def forms_of(entry: polib.POEntry) -> list[str]:
    """The translation, or each of its plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def words_of_question(question: Question) -> Iterator[str]:
    yield from (question.text, question.short, question.help, question.none_label, question.unit)
    yield question.only_if
    for variant in question.variants:
        yield from (variant.text, variant.help)
    for choice in question.all_choices:
        yield from (choice.label, choice.hint)


def texts_of_questions() -> set[str]:
    return said_both_ways(text for question in QUESTIONS for text in words_of_question(question) if text)


def said_both_ways(texts: Iterable[str]) -> set[str]:
    """The texts, and what is said of the person at the desk where that differs."""
    return {words for text in texts for words in (text, getattr(text, "of_them", text))}


def texts_of_the_core() -> set[str]:
    advices = (*SENTENCES, *STEPS, *ALTERNATIVES, *OPENS, *CARE)
    titles = (MISSING, IF_MISSING, PERSON_LABELS, PERSON_TITLES, PROOF_TITLES)
    return texts_of_questions() | said_both_ways(
        (
            *(condition.text for condition in CONDITIONS),
            *(advice.text for advice in advices),
            *(text for texts in titles for text in texts.values()),
            HOST_MISSING,
            *DEADLINES,
        )
    )


# --- Complete and in order --------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_site_is_translated(language: str, messages: set[Message]) -> None:
    translated = {
        as_message(entry) for entry in catalogue(language) if all(forms_of(entry)) and not entry.fuzzy
    }
    assert messages, "no text was found"
    assert messages - translated == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_text_that_is_gone(language: str, messages: set[Message]) -> None:
    assert {as_message(entry) for entry in catalogue(language)} - messages == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_values_that_are_put_into_it(language: str) -> None:
    wrong = [
        (entry.msgid, form)
        for entry in catalogue(language)
        for form in forms_of(entry)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        or form.count("%%") != entry.msgid.count("%%")
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_plural_has_as_many_forms_as_its_language(language: str) -> None:
    entries = catalogue(language)
    number = int(re.search(r"nplurals=(\d+)", entries.metadata["Plural-Forms"])[1])
    with_plural = [entry for entry in entries if entry.msgid_plural]
    assert with_plural
    assert {len(entry.msgstr_plural) for entry in with_plural} == {number}


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_served_is_what_the_catalogue_says(language: str) -> None:
    compiled = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert compiled.exists(), "run `make catalogues`"
    served = {as_message(entry): forms_of(entry) for entry in polib.mofile(str(compiled))}
    assert served == {as_message(entry): forms_of(entry) for entry in catalogue(language)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_core_is_in_our_own_catalogue(language: str) -> None:
    ours = {entry.msgid for entry in catalogue(language) if not entry.msgctxt}
    assert texts_of_the_core() - ours == set()


def test_every_text_of_the_core_is_marked_for_translation(messages: set[Message]) -> None:
    assert texts_of_the_core() - {message.text for message in messages} == set()


def test_no_sentence_of_the_core_is_put_together_from_parts() -> None:
    """A text given to the translators is one literal: no f-string, no format, no sum of variables."""
    put_together = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "gettext_lazy")
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert put_together == []


def test_no_text_is_said_that_was_not_marked_for_translation() -> None:
    unmarked = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "say"
        and isinstance(call.args[0], ast.Constant)
    ]
    assert unmarked == []


# --- Nothing escapes the translators --------------------------------------------------------------

SHOWN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
# The sheet of a model is handed to a fund: French on purpose.
FRENCH_BLOCKS = {"sheet"}
SAME_EVERYWHERE = {"AME"}
ATTRIBUTES_OF_A_TAG = "describedby.html"


class ShownText(HTMLParser):
    """The text of a template that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attributes if name in SHOWN_ATTRIBUTES and value]


def written_html(path: Path) -> str:
    """A template without its tags, its variables, its classes, its translated texts and its French sheets."""
    open_blocks: list[str] = []
    kept = []
    is_translated = False
    for token in DebugLexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag, *rest = token.contents.split()
            if tag == "block":
                open_blocks.append(rest[0])
            elif tag == "endblock":
                open_blocks.pop()
            elif tag in ("blocktranslate", "endblocktranslate"):
                is_translated = tag == "blocktranslate"
        is_french = path.parent.name == "statements" and FRENCH_BLOCKS & set(open_blocks)
        is_shown = not is_translated and not is_french and open_blocks[-1:] != ["bodyclass"]
        if token.token_type is TokenType.TEXT and is_shown:
            kept.append(token.contents)
    return "".join(kept)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_visible_text_stands_outside_translation(path: Path) -> None:
    parser = ShownText()
    html = written_html(path)
    parser.feed(f"<p{html}>" if path.name == ATTRIBUTES_OF_A_TAG else html)
    parser.close()
    words = set(re.findall(r"[^\W\d_]+", " ".join(parser.texts)))
    assert words - SAME_EVERYWHERE == set()


def test_every_paper_has_its_name_and_note_in_every_language() -> None:
    file = settings.BASE_DIR / "eligibility/reference/documents.toml"
    missing = [
        (row["key"], text, language)
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["document"]
        for text in ("name", "note")
        for language in COMPLETE
        if not row[f"{text}_{language}"] and (text == "name" or any(row[f"note_{each}"] for each in COMPLETE))
    ]
    assert missing == []


# --- Easy to read, in French -----------------------------------------------------------------------

MOST_WORDS_IN_A_QUESTION = 20
MOST_WORDS_IN_A_SENTENCE = 25
# Flesch's scale: 60 to 70 is plain, 70 to 80 fairly easy. Names of papers and places, which no text
# can spare its reader, cost "Where do you live?" the most; everything else stands above 70.
HARDEST_TEXT = 65
A_BLOCK = re.compile(r"</?(?:p|li|ul|h\d|div|section)\b[^>]*>")
A_TAG = re.compile(r"<[^>]*>")


def number_of_words(text: str) -> int:
    return sum(1 for word in text.split() if re.search(r"\w", word))


def in_french(text: str) -> str:
    with translation.override("fr"):
        return translation.gettext(text)


def sheets_in_french() -> Iterator[str]:
    """The paragraphs of the models to print, which are written in French."""
    for path in TEMPLATES:
        if path.parent.name == "statements":
            source = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
            for name in FRENCH_BLOCKS:
                for block in re.findall(rf"{{% block {name} %}}(.*?){{% endblock %}}", source, re.DOTALL):
                    for paragraph in A_BLOCK.split(re.sub(r"{%.*?%}", "", block)):
                        if text := " ".join(A_TAG.sub(" ", paragraph).split()):
                            yield text


def french_texts() -> Iterator[str]:
    """Whatever a visitor reads in French: catalogue, names and notes of papers, models to print."""
    for entry in catalogue("fr"):
        yield from (A_TAG.sub("", form) for form in forms_of(entry))
    file = settings.BASE_DIR / "eligibility/reference/documents.toml"
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["document"]:
        yield from (row["name_fr"], row["note_fr"])
    yield from sheets_in_french()


def test_a_french_question_has_at_most_20_words() -> None:
    texts = said_both_ways(each.text for question in QUESTIONS for each in (question, *question.variants))
    assert [text for text in map(in_french, texts) if number_of_words(text) > MOST_WORDS_IN_A_QUESTION] == []


def test_a_french_sentence_has_at_most_25_words() -> None:
    assert len(list(sheets_in_french())) > 50
    sentences_shown = [sentence for text in french_texts() for sentence in re.split(r"(?<=[.!?])\s", text)]
    too_long = [each for each in sentences_shown if number_of_words(each) > MOST_WORDS_IN_A_SENTENCE]
    assert not too_long, "\n".join(too_long)


def reading_ease(texts: Iterable[str]) -> float:
    """Flesch's reading ease with the weights for French (Kandel and Moles): 100 is very easy, 0 very hard."""
    textstat.set_lang("fr")
    sentences = (text if text[-1] in ".!?" else f"{text}." for text in map(in_french, texts))
    return textstat.flesch_reading_ease(" ".join(sentences))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_a_question_with_its_help_and_choices_is_plain_french(question: Question) -> None:
    words = [text for text in words_of_question(question) if text and text != question.short]
    assert reading_ease(words) >= HARDEST_TEXT


def texts_to_judge() -> dict[str, list[str]]:
    """The sentences of each template; of all those that have too few to be judged alone, together."""
    judged: dict[str, list[str]] = {}
    for path in TEMPLATES:
        texts = [message.text for message in messages_of(path) if number_of_words(message.text) > 5]
        name = str(path.relative_to(settings.BASE_DIR / "templates")) if len(texts) > 3 else "the short ones"
        judged.setdefault(name, []).extend(texts)
    return judged


TEXTS_TO_JUDGE = texts_to_judge()


@pytest.mark.parametrize("texts", TEXTS_TO_JUDGE.values(), ids=TEXTS_TO_JUDGE)
def test_a_page_is_plain_french(texts: list[str]) -> None:
    assert reading_ease(texts) >= HARDEST_TEXT


def test_french_is_typeset_as_french() -> None:
    """Curly apostrophes; a narrow space before ; ! ? and a hard one before a colon and in quotes."""
    wrong = re.compile(r"'|[^\u202f];|[^\u202f?!][!?]|[^\u00a0\d]:|«[^\u00a0]|[^\u00a0]»|[“”]")
    entries = [form for entry in catalogue("fr") for form in forms_of(entry)]
    found = [form for form in entries if wrong.search(form)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_line_ends_between_a_number_and_its_unit(language: str) -> None:
    entries = [form for entry in catalogue(language) for form in forms_of(entry)]
    found = [form for form in entries if re.search(r"\d [%€]", form)]
    assert not found, "\n".join(found)


# --- Amounts and dates -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_and_dates_are_written_the_french_way_in_every_language(language: str) -> None:
    with translation.override(language):
        amount, moment = euros(10339), day("2026-11-24")
    assert 'dir="ltr"' in amount
    assert amount.endswith(">10\u202f339\u00a0€</span>")
    assert 'dir="ltr"' in moment
    assert moment.endswith(">24/11/2026</span>")
