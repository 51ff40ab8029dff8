"""The papers to bring: which proof is needed of whom is law, which papers show it are rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from eligibility.domain.facts import Course, Facts
from eligibility.domain.wording import _, you_or_them


class Proof(Enum):
    """What must be shown (decree 2005-860 art. 4, as amended by decree 2026-67)."""

    FORM = "form"
    IDENTITY = "identity"
    PRESENCE = "presence"
    RESOURCES = "resources"
    FAMILY = "family"
    PHOTO = "photo"


class Person(Enum):
    """Of whom it must be shown."""

    APPLICANT = "applicant"
    PARTNER = "partner"
    CHILD = "child"
    CHILD_16_PLUS = "child_16_plus"
    OTHER_DEPENDANT = "other_dependant"
    HOST = "host"


class Role(Enum):
    """How a paper stands to the others of its proof."""

    FIRST = "first"
    ONE_OF = "one_of"
    ALSO = "also"
    HELPS = "helps"


@dataclass(frozen=True, eq=False)
class Document:
    """An accepted paper, with its texts by language code; ages in months. One read anew is another."""

    key: str
    proof: Proof
    persons: frozenset[Person]
    role: Role
    applies_when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    not_when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    older_than_months: int | None = None
    newer_than_months: int | None = None
    statement: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)

    def applies(self, facts: Facts, ignoring: frozenset[str]) -> bool:
        """One of the answers of `applies_when` was given for each of its questions, and none of `not_when`.

        What concerns a question in `ignoring` is left aside.
        """
        wanted = all(
            codes & _answered(facts, key) for key, codes in self.applies_when.items() if key not in ignoring
        )
        excluded = any(
            codes & _answered(facts, key) for key, codes in self.not_when.items() if key not in ignoring
        )
        return wanted and not excluded


def _answered(facts: Facts, key: str) -> frozenset[str]:
    answer = facts.get(key)
    return frozenset(answer if isinstance(answer, list) else (str(answer),))


@dataclass(frozen=True)
class Item:
    """One proof of one person: the papers that show it, and what to do without them.

    `count` is the number of persons meant (children); `shows_months` how many months of
    presence the papers must show together; `is_lacking` that the person has none of the papers.
    """

    proof: Proof
    person: Person
    count: int
    documents: tuple[Document, ...]
    if_missing: str
    shows_months: int | None = None
    shows_months_note: str = ""
    is_lacking: bool = False

    def of_role(self, role: Role) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.role is role)


PROOF_TITLES = {
    Proof.FORM: _("The form"),
    Proof.IDENTITY: you_or_them(_("Who you are"), _("Who the person is")),
    Proof.PRESENCE: you_or_them(_("That you live in France"), _("That the person lives in France")),
    Proof.RESOURCES: you_or_them(
        _("Your resources of the last 12 months"), _("The resources of the last 12 months")
    ),
    Proof.FAMILY: you_or_them(_("Your family"), _("The family")),
    Proof.PHOTO: _("Photos"),
}
PERSON_TITLES = {
    Person.APPLICANT: you_or_them(_("For you"), _("For the person")),
    Person.PARTNER: you_or_them(_("For your partner"), _("For the partner")),
    Person.CHILD: _("For each child"),
    Person.CHILD_16_PLUS: _("For each child of 16 or older"),
    Person.OTHER_DEPENDANT: you_or_them(
        _("For the other person who depends on you"), _("For the other dependant")
    ),
    Person.HOST: you_or_them(_("From the person who lodges you"), _("From the host")),
}
PERSON_LABELS = {
    Person.APPLICANT: you_or_them(_("You"), _("The person")),
    Person.PARTNER: you_or_them(_("Your partner"), _("The partner")),
    Person.CHILD: _("Child"),
    Person.CHILD_16_PLUS: _("Child of 16 or older"),
    Person.OTHER_DEPENDANT: _("The other person"),
    Person.HOST: you_or_them(_("Your host"), _("The host")),
}
IF_MISSING = {
    Proof.FORM: you_or_them(
        _("A social worker or an approved association can help you to find the form and fill it in."),
        _("A social worker or an approved association can help to find the form and fill it in."),
    ),
    Proof.IDENTITY: _(
        "For an adult, a paper with a photo is strongly advised. If a paper is missing, ask a social worker or an association for help: do not give up."
    ),
    Proof.PRESENCE: you_or_them(
        _(
            "Ask a doctor, a hospital or an approved association for a signed certificate that says since when they have known you in France. The fund decides."
        ),
        _(
            "Ask a doctor, a hospital or an approved association for a signed certificate. It says since when they have known the person in France. The fund decides."
        ),
    ),
    Proof.RESOURCES: you_or_them(
        _(
            "Without papers, write and sign how you live: who helps you, with what, since when. The fund decides."
        ),
        _(
            "Without papers, the person writes and signs how they live: who helps, with what, since when. The fund decides."
        ),
    ),
    Proof.FAMILY: you_or_them(
        _("Ask your fund which other paper it takes. A social worker can write with you."),
        _("Ask the fund which other paper it takes. A social worker can write with the person."),
    ),
    Proof.PHOTO: _("Ask a social worker or an association for help."),
}
IDENTITY_OF_A_MINOR_MISSING = _(
    "If a paper is missing, ask a social worker or an association for help: do not give up."
)
HOST_MISSING = you_or_them(
    _(
        "If your host cannot give these papers, use another proof of presence, such as a certificate from a doctor or an approved association. The fund decides."
    ),
    _(
        "If the host cannot give these papers, use another proof of presence, such as a certificate from a doctor or an approved association. The fund decides."
    ),
)


def _persons_of(facts: Facts, proof: Proof) -> list[tuple[Person, int]]:
    """Who must show this proof, and how many they are.

    Photos from the age of 16 (order of 10 July 2009); presence of the adult applicant
    only (circular DSS/2A/2011/351); a minor has no income test (CE 7 June 2006).
    """
    if facts.course is Course.MINOR:
        return [(Person.APPLICANT, 1)] if proof in (Proof.FORM, Proof.IDENTITY, Proof.PHOTO) else []
    children = (Person.CHILD, facts.children)
    older_children = (Person.CHILD_16_PLUS, facts.get("children_16_plus") or 0)
    if facts.course is not Course.FULL:
        own_requests = {Proof.FORM: [children], Proof.IDENTITY: [children], Proof.PHOTO: [older_children]}
        return own_requests.get(proof, [])
    applicant = (Person.APPLICANT, 1)
    partner = (Person.PARTNER, int(facts.says("partner", "irregular")))
    dependant = (Person.OTHER_DEPENDANT, int(facts.says("other_dependant", "yes")))
    host = (Person.HOST, int(facts.says("housing", "hosted")))
    return {
        Proof.FORM: [applicant],
        Proof.IDENTITY: [applicant, partner, children, dependant],
        Proof.PRESENCE: [applicant, host],
        Proof.RESOURCES: [applicant, partner, older_children, dependant],
        Proof.FAMILY: [partner, children, older_children, dependant],
        Proof.PHOTO: [applicant, partner, older_children, dependant],
    }[proof]


def _answers_about(facts: Facts) -> Person:
    """Whose identity papers the visitor was asked about."""
    return Person.CHILD if facts.course is Course.CHILDREN else Person.APPLICANT


def _ignored_answers(facts: Facts, proof: Proof, person: Person) -> frozenset[str]:
    """Identity papers narrow the list only for the person they were asked of, and only if there are some.

    Who has none is shown all of them; but a page of the passport proves nobody's presence then.
    """
    narrows = facts.get("identity_papers") or proof is Proof.PRESENCE
    if person is _answers_about(facts) and narrows:
        return frozenset()
    return frozenset({"identity_papers"})


def _presence_months(facts: Facts) -> tuple[int, str]:
    """Decree 2026-67: more than six months for Europeans; very probably for visa-exempt nationals."""
    if facts.is_european_adult:
        return 6, _("Check with the fund: we could not read this rule in full.")
    if facts.says("irregular_start", "visa_free_ended"):
        return 6, _("Check with the fund: for people who need no visa this is not certain.")
    return 3, ""


@lru_cache(maxsize=256)
def _at_least(document: Document, months: int | None) -> Document:
    """The paper with its youngest age raised to the months that it must show."""
    if months is None or document.older_than_months is None:
        return document
    return replace(document, older_than_months=max(document.older_than_months, months))


def _without_papers(facts: Facts, proof: Proof, person: Person) -> str:
    """What to do where a paper cannot be had; the advice on photos is for adults (decree 2026-67)."""
    if person is Person.HOST:
        return HOST_MISSING
    if proof is Proof.IDENTITY and facts.course is not Course.FULL:
        return IDENTITY_OF_A_MINOR_MISSING
    return IF_MISSING[proof]


def _item(facts: Facts, proof: Proof, person: Person, count: int, documents: tuple[Document, ...]) -> Item:
    ignored = _ignored_answers(facts, proof, person)
    months, note = _presence_months(facts) if proof is Proof.PRESENCE else (None, "")
    return Item(
        proof=proof,
        person=person,
        count=count,
        documents=tuple(
            _at_least(document, months)
            for document in documents
            if document.proof is proof and person in document.persons and document.applies(facts, ignored)
        ),
        if_missing=_without_papers(facts, proof, person),
        shows_months=months,
        shows_months_note=note,
        is_lacking=(
            proof is Proof.IDENTITY and person is _answers_about(facts) and facts.get("identity_papers") == []
        ),
    )


def checklist(facts: Facts, documents: tuple[Document, ...]) -> tuple[Item, ...]:
    """The items for this household, grouped by proof in the order of the decree.

    Empty where the person has nothing to file. `documents` are the rows in use, in the
    admin's order.
    """
    return tuple(
        _item(facts, proof, person, count, documents)
        for proof in Proof
        for person, count in _persons_of(facts, proof)
        if count > 0
    )
