"""The shipped ways to deploy agree with one another, and give nothing more rights than it needs."""

from configparser import ConfigParser
from typing import Any

import pytest
import yaml
from django.conf import settings

from ame_site.gunicorn import graceful_timeout
from tests.servers import GUNICORN

DEPLOY = settings.BASE_DIR / "deploy"
COMPOSE = yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())["services"]
KUBERNETES = {
    manifest["kind"]: manifest
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for manifest in yaml.safe_load_all(file.read_text())
}
PODS = [KUBERNETES[kind]["spec"]["template"]["spec"] for kind in ("Deployment", "Job")]
WEB, PROXY = PODS[0]["containers"]
UNIT = ConfigParser(interpolation=None)
UNIT.read_string((DEPLOY / "systemd/ame.service").read_text())
SERVICE = UNIT["Service"]


@pytest.mark.parametrize("service", COMPOSE.values(), ids=COMPOSE)
def test_each_service_is_locked_down(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_only_the_proxy_is_reached_from_outside_and_only_on_this_machine() -> None:
    assert {name for name, service in COMPOSE.items() if "ports" in service} == {"proxy"}
    assert COMPOSE["proxy"]["ports"] == ["127.0.0.1:8080:8080"]


@pytest.mark.parametrize("pod", PODS, ids=["site", "migration"])
def test_each_pod_is_locked_down(pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


def test_secrets_come_by_reference() -> None:
    assert {"secretRef": {"name": "ame"}} in WEB["envFrom"]
    assert set(KUBERNETES["ConfigMap"]["data"]) & {"SECRET_KEY", "DATABASE_URL"} == set()
    assert COMPOSE["web"]["environment"]["SECRET_KEY"] == "${SECRET_KEY:?}"


def test_a_dead_process_is_restarted_and_one_without_content_gets_no_visitor() -> None:
    assert WEB["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert WEB["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert PROXY["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_there_are_always_two_and_never_fewer_while_they_are_replaced() -> None:
    spec = KUBERNETES["Deployment"]["spec"]
    assert spec["replicas"] >= 2
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert KUBERNETES["HorizontalPodAutoscaler"]["spec"]["minReplicas"] >= 2
    for kind in ("PodDisruptionBudget", "Deployment"):
        assert KUBERNETES[kind]["spec"]["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]


def test_a_pod_drains_before_it_ends() -> None:
    """nginx stops first, gunicorn when nobody can ask it any more, both before they are killed."""
    web, proxy = (container["lifecycle"]["preStop"]["sleep"]["seconds"] for container in (WEB, PROXY))
    assert 0 < proxy < web
    assert web + graceful_timeout < PODS[0]["terminationGracePeriodSeconds"]
    assert COMPOSE["web"]["stop_grace_period"] == "40s"


def test_requests_in_hand_finish_before_the_site_is_killed_as_the_operator_reads() -> None:
    assert graceful_timeout < int(COMPOSE["web"]["stop_grace_period"].removesuffix("s"))
    assert graceful_timeout < SERVICE.getint("TimeoutStopSec")
    operations = (settings.BASE_DIR / "docs/operations.md").read_text()
    assert f"A stop lets requests in hand finish, for {graceful_timeout} seconds." in operations


def test_systemd_starts_gunicorn_with_the_configuration_of_the_site() -> None:
    program, *arguments = SERVICE["ExecStart"].split()
    assert program == f"{SERVICE['WorkingDirectory']}/.venv/bin/gunicorn"
    assert tuple(arguments) == GUNICORN[1:]
    assert UNIT["Unit"]["Requires"] == "ame.socket"


def test_the_same_proxy_stands_in_front_everywhere() -> None:
    assert PROXY["image"] == COMPOSE["proxy"]["image"]
    assert PROXY["command"] == COMPOSE["proxy"]["entrypoint"]
    assert KUBERNETES["NetworkPolicy"]["spec"]["ingress"] == [{"ports": [{"protocol": "TCP", "port": 8080}]}]


def test_every_manifest_is_applied() -> None:
    listed = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())["resources"]
    assert sorted(listed) == sorted(f"kubernetes/{file.name}" for file in DEPLOY.glob("kubernetes/*.yaml"))
