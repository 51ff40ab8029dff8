"""Who may do what: each rule is tried over HTTP, by someone who has only that role."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from ame_site.staff.roles import ADMINISTRATORS, EDITORS, PUBLISHERS, TRANSLATORS, make_roles
from eligibility.models import Document
from tests.eligibility.test_admin import ADD, address, entry, lease
from tests.staff import PASSWORD, administrator, member, signed_in
from tests.thresholds.test_admin import ADD as ADD_CEILING
from tests.thresholds.test_next_period import drafted

pytestmark = pytest.mark.django_db

LIST = "/admin/eligibility/document/"
IN_ARABIC = "عقد إيجار"
CONTENT = [model for model in admin.site._registry if model._meta.app_label in ("eligibility", "thresholds")]


@pytest.fixture
def arab_editor(client: Client) -> User:
    return signed_in(client, member("amal", EDITORS, f"{TRANSLATORS}ar"))


@pytest.fixture
def arab_translator(client: Client) -> User:
    return signed_in(client, member("amal", f"{TRANSLATORS}ar"))


@pytest.mark.usefixtures("arab_editor")
class TestEditorOfArabic:
    def test_writes_arabic_and_conditions(self, client: Client) -> None:
        assert client.post(address(lease()), entry(lease(), name_ar=IN_ARABIC, order="77")).status_code == 302
        assert (lease().name_ar, lease().order) == (IN_ARABIC, 77)

    @pytest.mark.parametrize("language", ["fr", "en", "es"])
    def test_changes_no_other_language(self, client: Client, language: str) -> None:
        before = getattr(lease(), f"name_{language}")
        sent = entry(lease(), **{f"name_{language}": "Otra cosa", "name_ar": IN_ARABIC})
        assert client.post(address(lease()), sent).status_code == 302
        assert getattr(lease(), f"name_{language}") == before
        assert f'name="name_{language}"' not in client.get(address(lease())).content.decode()

    def test_imports_no_other_language(self, client: Client) -> None:
        assert client.get(f"{LIST}translations/ar/import/").status_code == 200
        assert client.get(f"{LIST}translations/es/import/").status_code == 403
        assert client.post(f"{LIST}translations/es/import/", {"confirmed": "x"}).status_code == 403

    def test_adds_no_paper_without_french(self, client: Client) -> None:
        assert client.get(ADD).status_code == 403

    @pytest.mark.parametrize(
        "page", [ADD_CEILING, "/admin/thresholds/incomethreshold/", "/admin/thresholds/housinglumpsum/"]
    )
    def test_sees_no_ceiling(self, client: Client, page: str) -> None:
        assert client.get(page).status_code == 403
        assert client.post(page, {}).status_code == 403

    @pytest.mark.parametrize("page", ["/admin/auth/user/", "/admin/auth/user/add/", "/admin/staff/signin/"])
    def test_sees_neither_users_nor_the_list_of_who_did_what(self, client: Client, page: str) -> None:
        assert client.get(page).status_code == 403

    def test_brings_back_arabic_and_leaves_the_rest_as_it_is_now(self, client: Client) -> None:
        """An old version holds every field; only their own may come back with it."""
        was = lease().name_ar
        client.post(address(lease()), entry(lease(), name_ar=IN_ARABIC))
        row = lease()
        row.name_es = "Contrato de alquiler nuevo"
        row.save()
        oldest = lease().history.last()
        page = f"{address(lease(), 'history')}{oldest.pk}/"
        assert client.post(page, entry(oldest.instance)).status_code == 302
        assert (lease().name_ar, lease().name_es) == (was, "Contrato de alquiler nuevo")


@pytest.mark.usefixtures("arab_translator")
class TestTranslatorOfArabic:
    def test_writes_arabic(self, client: Client) -> None:
        assert client.post(address(lease()), {"name_ar": IN_ARABIC, "note_ar": ""}).status_code == 302
        assert lease().name_ar == IN_ARABIC

    def test_changes_no_condition(self, client: Client) -> None:
        before = entry(lease())
        sent = entry(lease(), order="1", persons=["host"], applies_when=[], in_use="", name_ar=IN_ARABIC)
        assert client.post(address(lease()), sent).status_code == 302
        assert entry(lease()) == {**before, "name_ar": IN_ARABIC}

    def test_looks_at_a_list_with_the_new_text(self, client: Client) -> None:
        sent = {"name_ar": IN_ARABIC, "note_ar": "", "_look": "", "household": "alone-tenant"}
        page = client.post(address(lease()), {**sent, "preview_language": "ar"}).content.decode()
        assert f'<input type="checkbox"> {IN_ARABIC}</label>' in page
        assert lease().name_ar != IN_ARABIC

    def test_changes_no_order_in_the_list(self, client: Client) -> None:
        (row,) = Document.objects.filter(key="ame-form")
        assert 'name="form-0-order"' not in client.get(LIST).content.decode()
        sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(row.pk)}
        client.post(f"{LIST}?q=ame-form", {**sent, "form-0-order": "1", "_save": "Save"})
        row.refresh_from_db()
        assert (row.order, row.in_use) == (10, True)


class TestPublishers:
    def test_change_ceilings_and_no_paper(self, client: Client) -> None:
        signed_in(client, member("paul", PUBLISHERS))
        assert client.get(ADD_CEILING).status_code == 200
        for page in (LIST, ADD, address(lease()), f"{LIST}translations/", f"{LIST}translations/ar.po"):
            assert client.get(page).status_code == 403
        assert client.post(address(lease()), entry(lease(), order="1")).status_code == 403

    def test_have_every_permission_on_amounts_that_there_is(self) -> None:
        every = set(Permission.objects.filter(content_type__app_label="thresholds"))
        assert set(Group.objects.get(name=PUBLISHERS).permissions.all()) == every
        assert len(every) >= 8


class TestAdministrators:
    def test_have_the_whole_admin(self, client: Client) -> None:
        administrator(client)
        page = client.get("/admin/").content.decode()
        for part in ("eligibility/document", "thresholds/incomethreshold", "auth/user", "staff/signin"):
            assert f"/admin/{part}/" in page

    def test_give_roles_and_nothing_that_is_no_role(self, client: Client) -> None:
        administrator(client)
        basil = member("basil")
        page = f"/admin/auth/user/{basil.pk}/change/"
        groups = [str(Group.objects.get(name=name).pk) for name in (EDITORS, f"{TRANSLATORS}es")]
        sent = {"username": "basil", "is_active": "on", "is_staff": "on", "groups": groups}
        assert client.post(page, {**sent, "is_superuser": "on", "user_permissions": ["1"]}).status_code == 302
        basil.refresh_from_db()
        assert {group.name for group in basil.groups.all()} == {EDITORS, "translators-es"}
        assert not basil.is_superuser
        assert not basil.user_permissions.exists()
        assert 'name="is_superuser"' not in client.get(page).content.decode()

    @pytest.mark.parametrize("change", [{"is_active": ""}, {"is_staff": ""}, {"groups": []}])
    def test_the_last_one_stays_one(self, client: Client, change: dict[str, object]) -> None:
        anna = administrator(client)
        page = f"/admin/auth/user/{anna.pk}/change/"
        groups = [Group.objects.get(name=ADMINISTRATORS).pk]
        sent = {"username": "anna", "is_active": "on", "is_staff": "on", "groups": groups}
        member("basil", EDITORS)
        no_phone = member("carl", ADMINISTRATORS)
        TOTPDevice.objects.filter(user=no_phone).delete()
        refused = client.post(page, sent | change, headers={"accept-language": "en"})
        assert refused.status_code == 200
        assert "the last administrator" in refused.content.decode()
        assert client.post(page, sent | {"first_name": "Anna"}).status_code == 302
        member("dora", ADMINISTRATORS)
        assert client.post(page, sent | change).status_code == 302

    def test_make_no_new_groups(self, client: Client) -> None:
        administrator(client)
        assert client.get("/admin/auth/group/").status_code == 404


def test_roles_can_be_made_again_and_again() -> None:
    editors = Group.objects.get(name=EDITORS)
    before = set(editors.permissions.all())
    editors.permissions.clear()
    Group.objects.get(name=ADMINISTRATORS).delete()
    make_roles()
    make_roles()
    assert set(editors.permissions.all()) == before
    assert Group.objects.filter(name=ADMINISTRATORS).count() == 1


def test_every_language_of_the_site_has_its_translators(settings: object) -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert {f"{TRANSLATORS}{code}" for code, _name in settings.LANGUAGES} <= names


class TestWhoChangedWhat:
    PAGE = "/admin/staff/signin/"

    def rows(self, client: Client, query: str = "") -> list[str]:
        page = client.get(f"{self.PAGE}{query}", headers={"accept-language": "en"}).content.decode()
        found = re.findall(r"<tr>\s*<td>.*?</tr>", page, re.DOTALL)
        return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in found]

    def test_papers_amounts_users_and_sign_ins_newest_first(self, client: Client) -> None:
        administrator(client)
        basil = member("basil")
        client.post(address(lease()), entry(lease(), name_ar=IN_ARABIC, order="3"))
        groups = [Group.objects.get(name=PUBLISHERS).pk]
        sent = {"username": "basil", "is_active": "on", "is_staff": "on", "groups": groups}
        client.post(f"/admin/auth/user/{basil.pk}/change/", sent)
        client.post(f"/admin/auth/user/{basil.pk}/second-factor/")
        secret, roles, paper, sign_in = self.rows(client)[:4]
        assert "anna" in secret
        assert "second factor" in secret
        assert "Changed Roles. · Publishers: ceilings and housing bases" in roles
        assert "lease-or-rent-receipt" in paper
        assert "name [ar] · order" in paper
        assert "anna Signed in" in sign_in

    def test_a_new_password_of_ones_own(self, client: Client) -> None:
        signed_in(client, member("anna", ADMINISTRATORS, password=PASSWORD))
        new = "quite another long password"
        sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        assert client.post("/admin/password_change/", sent).status_code == 302
        newest = self.rows(client)[0]
        assert "anna Change user · anna" in newest
        assert newest.endswith("Changed password.")

    def test_the_seeds_are_named_and_older_pages_follow(self, client: Client) -> None:
        administrator(client)
        first, second = self.rows(client), self.rows(client, "?page=2")
        assert len(first) == 50
        assert second
        assert not set(first) & set(second)
        assert "The seeds, or a command" in first[-1]

    @pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
    def test_a_change_of_each_kind_of_content_that_an_admin_edits(
        self, client: Client, model: type[Model]
    ) -> None:
        administrator(client)
        row = model.objects.first() or drafted(client)
        assert isinstance(row, model)
        row.save()
        newest = client.get(self.PAGE, headers={"accept-language": "en"}).context["events"][0]
        history = f"admin:{model._meta.app_label}_{model._meta.model_name}_history"
        assert (newest.what, newest.url) == ("Changed", reverse(history, args=[row.pk]))

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999"])
    def test_a_strange_page_number_is_the_first(self, client: Client, page: str) -> None:
        administrator(client)
        assert self.rows(client, f"?page={page}") == self.rows(client)


def test_migrate_alone_makes_the_roles() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name=EDITORS).exists()
