"""A translator's file: out, changed, looked at and taken, or refused whole with the reasons."""

import re

import polib
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from time_machine import travel

from ame_site.staff.roles import EDITORS, TRANSLATORS
from eligibility.models import Document
from tests.eligibility.test_admin import lease
from tests.staff import administrator, member, signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/eligibility/document/"
OVERVIEW = f"{LIST}translations/"
ENGLISH = {"accept-language": "en"}
KEY = "lease-or-rent-receipt.name"
NEW = "عقد إيجار أو وصل"


@pytest.fixture(autouse=True)
def _anna(client: Client) -> None:
    administrator(client)


def exported(client: Client, language: str = "ar") -> polib.POFile:
    response = client.get(f"{OVERVIEW}{language}.po")
    assert response.status_code == 200
    return polib.pofile(response.content.decode())


def send(client: Client, content: bytes | polib.POFile, language: str = "ar") -> HttpResponse:
    """Upload a file to be compared."""
    raw = content if isinstance(content, bytes) else str(content).encode()
    file = SimpleUploadedFile("papers.po", raw)
    return client.post(f"{OVERVIEW}{language}/import/", {"file": file}, headers=ENGLISH)


def confirm(client: Client, seen: HttpResponse, language: str = "ar") -> HttpResponse:
    """Press save on the page of the differences."""
    signed = re.search(r'name="confirmed" value="([^"]+)"', seen.content.decode())
    assert signed
    return client.post(f"{OVERVIEW}{language}/import/", {"confirmed": signed[1]}, headers=ENGLISH)


def entry(file: polib.POFile, key: str = KEY) -> polib.POEntry:
    return next(each for each in file if each.msgctxt == key)


def with_new_name(client: Client) -> polib.POFile:
    file = exported(client)
    entry(file).msgstr = NEW
    return file


def refusal(response: HttpResponse) -> str:
    """What the page says of a file that it refused."""
    text = response.content.decode()
    assert "The file was refused whole. Nothing was saved." in text
    assert 'name="confirmed"' not in text
    return text


class TestExport:
    def test_it_holds_the_french_and_one_language(self, client: Client) -> None:
        found = entry(exported(client))
        assert (found.msgid, found.msgstr) == ("Bail ou quittance de loyer", lease().name_ar)

    def test_it_holds_every_text_of_the_papers_in_use(self, client: Client) -> None:
        Document.objects.filter(key="lease-or-rent-receipt").update(in_use=False)
        rows = Document.objects.filter(in_use=True)
        keys = {f"{row.key}.name" for row in rows} | {f"{row.key}.note" for row in rows if row.note_fr}
        assert {each.msgctxt for each in exported(client)} == keys
        assert len(keys) > 40

    def test_it_says_its_language_and_downloads_as_a_file(self, client: Client) -> None:
        assert exported(client, "es").metadata["Language"] == "es"
        headers = client.get(f"{OVERVIEW}es.po").headers
        assert headers["Content-Disposition"] == 'attachment; filename="papers-es.po"'
        assert "no-store" in headers["Cache-Control"]

    def test_the_source_language_is_no_translation(self, client: Client) -> None:
        for page in (f"{OVERVIEW}fr.po/", f"{OVERVIEW}fr/import/"):
            said = client.get(page, follow=True, headers=ENGLISH).content.decode()
            assert "Perhaps it was deleted?" in said  # it reads as the name of a paper

    def test_nobody_outside_gets_it(self) -> None:
        assert "/login/" in Client().get(f"{OVERVIEW}ar.po")["Location"]


class TestImport:
    def test_what_is_blank_is_left_as_it_was_and_what_cannot_be_seen_is_refused(self, client: Client) -> None:
        file = exported(client)
        entry(file).msgstr = "   "
        assert 'name="confirmed"' not in send(client, file).content.decode()
        for unseen in ("\x00", "\n", "\u202e", "\u2028", "\ue000", "\u200b"):
            entry(file).msgstr = f"a{unseen}b"
            assert "a line break or a character that cannot be seen" in refusal(send(client, file))

    @pytest.mark.parametrize("unseen", ["\r", "\x0b", "\x85", "\u2028"])
    def test_a_line_break_that_is_not_escaped_loses_no_words(self, client: Client, unseen: str) -> None:
        file = str(with_new_name(client)).replace(NEW, f"{NEW}{unseen}{NEW}")
        assert "a line break or a character that cannot be seen" in refusal(send(client, file.encode()))

    def test_it_shows_the_differences_and_saves_nothing_yet(self, client: Client) -> None:
        before = lease().name_ar
        seen = send(client, with_new_name(client)).content.decode()
        assert f'<td lang="ar" dir="rtl">{before}</td>' in seen
        assert f'<td lang="ar" dir="rtl">{NEW}</td>' in seen
        assert seen.count('<th scope="row">') == 1
        assert lease().name_ar == before

    def test_it_saves_what_was_shown_and_the_history_says_who(self, client: Client) -> None:
        answer = confirm(client, send(client, with_new_name(client)))
        assert answer["Location"] == OVERVIEW
        assert lease().name_ar == NEW
        newest, before = lease().history.all()[:2]
        assert newest.history_user.username == "anna"
        # The bare columns repeat the language of whoever saved.
        delta = newest.diff_against(before, excluded_fields=("name", "note"))
        assert [(change.field, change.new) for change in delta.changes] == [("name_ar", NEW)]
        assert "1 text was saved." in client.get(OVERVIEW, headers=ENGLISH).content.decode()

    def test_an_unchanged_file_changes_nothing(self, client: Client) -> None:
        seen = send(client, exported(client)).content.decode()
        assert "The file changes nothing." in seen
        assert "<tbody>" not in seen

    def test_empty_and_uncertain_texts_are_left_as_they_are(self, client: Client) -> None:
        file = with_new_name(client)
        entry(file).flags.append("fuzzy")
        entry(file, "passport.name").msgstr = ""
        seen = send(client, file).content.decode()
        assert "1 text is empty in the file" in seen
        assert "1 text is marked as uncertain in the file" in seen
        assert "<tbody>" not in seen

    def test_a_file_as_windows_programs_save_it_is_read(self, client: Client) -> None:
        raw = str(with_new_name(client)).replace("\n", "\r\n").encode("utf-8-sig")
        assert NEW in send(client, raw).content.decode()

    def test_the_public_list_follows(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
        from eligibility.content import DOCUMENTS

        DOCUMENTS.current()
        confirm(client, send(client, with_new_name(client)))
        (paper,) = (each for each in DOCUMENTS.current() if each.key == "lease-or-rent-receipt")
        assert paper.name["ar"] == NEW


class TestRefusedWhole:
    """One fault, and not even the good texts of the file are taken."""

    def test_an_unknown_key(self, client: Client) -> None:
        file = with_new_name(client)
        file.append(polib.POEntry(msgctxt="castle.name", msgid="Château", msgstr="قصر"))
        assert "No text of the papers in use: castle.name." in refusal(send(client, file))

    def test_a_missing_key(self, client: Client) -> None:
        file = with_new_name(client)
        file.remove(entry(file, "passport.name"))
        assert "Missing from the file: passport.name." in refusal(send(client, file))

    def test_a_key_that_stands_twice(self, client: Client) -> None:
        file = with_new_name(client)
        file.append(entry(file))
        assert f"More than once in the file: {KEY}." in refusal(send(client, file))

    def test_a_french_text_that_changed_since(self, client: Client) -> None:
        file = with_new_name(client)
        row = lease()
        row.name_fr = "Bail"
        row.save()
        assert f"{KEY}: the French text is another one now." in refusal(send(client, file))

    @pytest.mark.parametrize("translated", ["جواز", "جواز %(month)s", "جواز %(months)s %(months)s"])
    def test_other_placeholders(self, client: Client, translated: str) -> None:
        row = lease()
        row.name_fr = "Bail de %(months)s mois"
        row.save()
        file = exported(client)
        entry(file).msgstr = translated
        said = refusal(send(client, file))
        assert f"{KEY}: the placeholders must be those of the French text: %(months)s." in said

    def test_a_placeholder_that_the_french_lacks(self, client: Client) -> None:
        file = exported(client)
        entry(file).msgstr = "عقد {rent}"
        assert "the placeholders must be those of the French text: –." in refusal(send(client, file))

    def test_another_language(self, client: Client) -> None:
        said = refusal(send(client, exported(client, "es")))
        assert "The file is in the language “es”, not “ar”" in said

    def test_a_name_that_is_too_long(self, client: Client) -> None:
        file = with_new_name(client)
        entry(file, "passport.name").msgstr = "ا" * 301
        assert "passport.name" in refusal(send(client, file))

    @pytest.mark.parametrize(
        "content",
        [
            b"\xff\xfe\x00",
            b"PK\x03\x04 a spreadsheet\n",
            b'msgid "a\nmsgstr',
            str(settings.BASE_DIR / "locale/ar/LC_MESSAGES/django.po").encode(),
        ],
        ids=["not UTF-8", "a spreadsheet", "cut off", "the name of a file of the server"],
    )
    def test_what_is_no_catalogue(self, client: Client, content: bytes) -> None:
        assert "This is not a PO file" in refusal(send(client, content))

    def test_nothing_of_a_refused_file_is_saved(self, client: Client) -> None:
        before = list(Document.objects.values())
        file = with_new_name(client)
        file.append(polib.POEntry(msgctxt="castle.name", msgid="Château", msgstr="قصر"))
        refusal(send(client, file))
        assert list(Document.objects.values()) == before


class TestConfirming:
    def test_it_refuses_whole_where_a_text_changed_meanwhile(self, client: Client) -> None:
        file = with_new_name(client)
        entry(file, "ame-form.name").msgstr = "استمارة"
        seen = send(client, file)
        row = lease()
        row.name_ar = "شيء آخر"
        row.save()
        assert "lease-or-rent-receipt changed meanwhile" in refusal_of_confirmation(confirm(client, seen))

    def test_it_refuses_whole_where_the_french_changed_meanwhile(self, client: Client) -> None:
        """The words would translate what is no longer said."""
        seen = send(client, with_new_name(client))
        row = lease()
        before, row.name_fr = row.name_ar, "Autre chose"
        row.save()
        assert "lease-or-rent-receipt changed meanwhile" in refusal_of_confirmation(confirm(client, seen))
        assert lease().name_ar == before
        assert Document.objects.get(key="ame-form").name_ar != "استمارة"

    def test_it_takes_no_changes_but_those_shown(self, client: Client) -> None:
        seen = send(client, with_new_name(client))
        signed = re.search(r'name="confirmed" value="([^"]+)"', seen.content.decode())
        forged = client.post(f"{OVERVIEW}ar/import/", {"confirmed": signed[1][:-2] + "xx"}, headers=ENGLISH)
        assert "This preview is too old" in refusal_of_confirmation(forged)

    def test_it_takes_no_preview_of_another_language_or_person(self, client: Client) -> None:
        seen = send(client, with_new_name(client))
        assert "too old" in refusal_of_confirmation(confirm(client, seen, "es"))
        signed_in(client, member("amal", EDITORS, f"{TRANSLATORS}ar"))
        assert "too old" in refusal_of_confirmation(confirm(client, seen))

    def test_it_takes_no_preview_of_yesterday(self, client: Client) -> None:
        with travel("2026-11-24T09:00:00+00:00", tick=False) as clock:
            administrator(client, "bea")
            seen = send(client, with_new_name(client))
            clock.move_to("2026-11-24T09:20:00+00:00")
            client.get(OVERVIEW)
            clock.move_to("2026-11-24T09:31:00+00:00")
            assert "too old" in refusal_of_confirmation(confirm(client, seen))


def refusal_of_confirmation(response: HttpResponse) -> str:
    text = response.content.decode()
    assert "The file was refused whole. Nothing was saved." in text
    return text


class TestFilesStayInMemory:
    def test_an_upload_without_its_token_is_refused(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        administrator(strict, "bea")
        page = f"{OVERVIEW}ar/import/"
        file = SimpleUploadedFile("papers.po", b"x")
        assert strict.post(page, {"file": file}).status_code == 403
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get(page).content.decode())
        file.seek(0)
        sent = strict.post(page, {"file": file, "csrfmiddlewaretoken": token[1]}, headers=ENGLISH)
        assert "This is not a PO file" in refusal(sent)

    def test_no_other_page_takes_a_file(self, client: Client) -> None:
        for page in ("/fr/questions/territory/", f"{LIST}add/"):
            response = client.post(page, {"file": SimpleUploadedFile("papers.po", b"msgid")})
            assert response.wsgi_request.FILES == {}

    def test_a_stranger_sends_nothing_that_is_read(self) -> None:
        response = send(Client(), b"msgid")
        assert "/login/" in response["Location"]
        assert response.wsgi_request.FILES == {}

    def test_a_file_larger_than_any_form_is_refused(self, client: Client) -> None:
        assert send(client, b"#" * 70_000).status_code == 413

    def test_a_whole_language_fits(self, client: Client) -> None:
        """Every text translated anew: the file, and the changes that come back with the confirmation."""
        file = exported(client)
        for number, each in enumerate(file):
            each.msgstr = f"{each.msgstr} {number}"
        assert confirm(client, send(client, file))["Location"] == OVERVIEW
        assert lease().name_ar == entry(file).msgstr


class TestWhatIsMissing:
    @pytest.fixture(autouse=True)
    def _gaps(self) -> None:
        Document.objects.filter(key="passport").update(note_ar="")
        Document.objects.filter(key="lease-or-rent-receipt").update(name_ar=None, name_es="")

    def test_the_overview_counts_and_links(self, client: Client) -> None:
        page = client.get(OVERVIEW, headers=ENGLISH).content.decode()
        assert f'<a href="{LIST}?missing=ar">2</a>' in page
        assert f'<a href="{LIST}?missing=es">1</a>' in page
        assert "?missing=en" not in page
        for link in ("ar.po", "ar/import/"):
            assert f'href="{OVERVIEW}{link}"' in page

    def test_the_list_has_a_column_and_a_filter(self, client: Client) -> None:
        page = client.get(f"{LIST}?missing=ar").content.decode()
        assert re.findall(r'field-missing_texts">([^<]*)<', page) == ["ar", "es, ar"]
        assert page.count('class="field-name_fr"') == 2

    def test_a_retired_paper_lacks_nothing(self, client: Client) -> None:
        Document.objects.update(in_use=False)
        assert "?missing=" not in client.get(OVERVIEW).content.decode()

    def test_an_editor_sees_all_and_imports_their_own(self, client: Client) -> None:
        signed_in(client, member("amal", EDITORS, f"{TRANSLATORS}es"))
        page = client.get(OVERVIEW).content.decode()
        assert f"{OVERVIEW}ar.po" in page
        assert "es/import/" in page
        assert "ar/import/" not in page
