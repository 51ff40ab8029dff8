"""The texts of the papers in one language: what is missing, and a file for a translator and back.

The file is a gettext catalogue (PO): the French as source, `paper.field` as context.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import polib
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from eligibility.models import Document
from eligibility.translation import DocumentTranslation

SOURCE = "fr"
# polib begins a new line at these, and loses what stands before them.
ODD_LINE_BREAK = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class Refused(Exception):
    """The file is not taken, not even in part; `messages` say why, in the reader's language."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


@dataclass(frozen=True)
class Text:
    """A French text of a paper in use and its translation, empty where there is none."""

    paper: str
    field: str
    french: str
    words: str

    @property
    def key(self) -> str:
        return f"{self.paper}.{self.field}"


@dataclass(frozen=True)
class Change:
    """A text that the file would replace, and the French that it translates."""

    paper: str
    field: str
    french: str
    old: str
    new: str


@dataclass(frozen=True)
class Proposal:
    """What a file would change, and how many of its texts are left as they are for want of words."""

    changes: tuple[Change, ...]
    empty: int
    uncertain: int


def texts(language: str) -> list[Text]:
    """What there is to translate: every French text of the papers in use."""
    return [
        Text(row.key, field, french, row.texts(field).get(language, ""))
        for row in Document.objects.filter(in_use=True)
        for field in DocumentTranslation.fields
        if (french := row.texts(field).get(SOURCE, ""))
    ]


def missing(row: Document, language: str) -> list[str]:
    """The fields that the paper has in French and lacks in the language."""
    return [
        field
        for field in DocumentTranslation.fields
        if SOURCE in row.texts(field) and language not in row.texts(field)
    ]


def export(language: str) -> str:
    """The catalogue of one language."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "AME papers",
        "PO-Revision-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text in texts(language):
        catalogue.append(polib.POEntry(msgctxt=text.key, msgid=text.french, msgstr=text.words))
    return str(catalogue)


def read(content: bytes, language: str) -> Proposal:
    """What the file would change; raises Refused where it is not a catalogue of these very texts."""
    catalogue = _parsed(content)
    if catalogue.metadata.get("Language") != language:
        raise Refused(
            _("The file is in the language “%(found)s”, not “%(wanted)s”: look at its “Language” header.")
            % {"found": catalogue.metadata.get("Language", ""), "wanted": language}
        )
    wanted = {text.key: text for text in texts(language)}
    entries = [entry for entry in catalogue if not entry.obsolete]
    if faults := [*_wrong_keys(entries, wanted), *_wrong_texts(entries, wanted)]:
        raise Refused(*faults)
    for entry in entries:
        entry.msgstr = entry.msgstr.strip()
    certain = [entry for entry in entries if entry.msgstr and not entry.fuzzy]
    changes = tuple(
        Change(text.paper, text.field, text.french, text.words, entry.msgstr)
        for entry in certain
        if (text := wanted[entry.msgctxt]).words != entry.msgstr
    )
    _check_fields(changes, language)
    empty = sum(not entry.msgstr for entry in entries)
    return Proposal(changes, empty, len(entries) - len(certain) - empty)


def _parsed(content: bytes) -> polib.POFile:
    try:
        text = content.decode("utf-8-sig")
        if "\n" not in text.strip():  # polib would take a single line for the name of a file
            raise Refused(_("This is not a PO file."))
        return polib.pofile(ODD_LINE_BREAK.sub("\0", text))  # to be refused with its text
    except UnicodeDecodeError as error:
        raise Refused(_("This is not a PO file in UTF-8.")) from error
    except (OSError, ValueError) as error:
        raise Refused(_("This is not a PO file, or it is damaged.")) from error


def _wrong_keys(entries: list[polib.POEntry], wanted: Mapping[str, Text]) -> list[str]:
    keys = [entry.msgctxt or "" for entry in entries]
    faults = {
        _("No text of the papers in use: %(keys)s."): set(keys) - set(wanted),
        _("Missing from the file: %(keys)s."): set(wanted) - set(keys),
        _("More than once in the file: %(keys)s."): {key for key in keys if keys.count(key) > 1},
    }
    return [message % {"keys": ", ".join(sorted(found))} for message, found in faults.items() if found]


def _wrong_texts(entries: list[polib.POEntry], wanted: Mapping[str, Text]) -> list[str]:
    faults = []
    for entry in entries:
        text = wanted.get(entry.msgctxt)
        if text and entry.msgid != text.french:
            faults.append(_("%(key)s: the French text is another one now. Export again.") % {"key": text.key})
        elif entry.msgstr and _placeholders(entry.msgstr) != _placeholders(entry.msgid):
            faults.append(
                _("%(key)s: the placeholders must be those of the French text: %(names)s.")
                % {"key": entry.msgctxt, "names": ", ".join(_placeholders(entry.msgid)) or "–"}
            )
    return faults


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _check_fields(changes: tuple[Change, ...], language: str) -> None:
    """What the form of a paper would refuse, such as a name that is too long."""
    faults = []
    for change in changes:
        name = build_localized_fieldname(change.field, language)
        try:
            Document._meta.get_field(name).clean(change.new, None)
        except ValidationError as error:
            faults += [f"{change.paper}.{change.field}: {message}" for message in error.messages]
    if faults:
        raise Refused(*faults)


def apply(changes: tuple[Change, ...], language: str, user: User) -> None:
    """Save the changes, all or none; raises Refused where a text is no longer what the preview showed."""
    with transaction.atomic():
        for paper in sorted({change.paper for change in changes}):
            row = Document.objects.select_for_update().filter(key=paper, in_use=True).first()
            for change in (each for each in changes if each.paper == paper):
                now = row.texts(change.field) if row else {}
                if (now.get(SOURCE), now.get(language, "")) != (change.french, change.old):
                    raise Refused(_("%(key)s changed meanwhile: send the file again.") % {"key": paper})
                setattr(row, build_localized_fieldname(change.field, language), change.new)
            row._history_user = user
            row.save()


def as_data(changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """Plain data, to be signed and come back with the confirmation."""
    return [asdict(change) for change in changes]


def from_data(data: list[dict[str, str]]) -> tuple[Change, ...]:
    return tuple(Change(**each) for each in data)
