"""What is left in the dependency layer suffices for the code."""

import re
import runpy
import ssl
import sys
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.model import ServiceModel
from botocore.session import get_session
from pynamodb.constants import SERVICE_NAME

from tests.contract.sam_template import PROJECT

BUILD = PROJECT / "layers" / "dependencies"
CLIENT = re.compile(r"""(?:create_client|\bclient)\(\s*["']([a-z0-9-]+)["']""")


def source(name: str) -> dict[str, Any]:
    return runpy.run_path(str(BUILD / f"{name}.py"))


def deployed_code() -> list[Path]:
    return [*PROJECT.glob("functions/**/*.py"), *PROJECT.glob("layers/frontdesk/frontdesk/**/*.py")]


def test_every_service_that_the_code_names_is_kept() -> None:
    named = {name for path in deployed_code() for name in CLIENT.findall(path.read_text())}
    assert named | {SERVICE_NAME} == source("descriptions")["SERVICES"]


def test_certificates_are_amazons_alone() -> None:
    roots = source("roots")
    bundle = roots["only_amazon"]((Path(botocore.__file__).parent / "cacert.pem").read_text())
    context = ssl.create_default_context(cadata=bundle)
    certificates: list[Any] = context.get_ca_certs()
    owners = {
        value for root in certificates for part in root["subject"] for name, value in part if name == "organizationName"
    }
    assert len(certificates) == len(roots["LABELS"])
    assert owners == {"Amazon", "Starfield Technologies, Inc."}


def test_a_bundle_without_amazons_roots_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="Amazon Root CA 1"):
        source("roots")["only_amazon"]("")


def test_bytecode_is_in_the_layer_wherever_this_shell_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BUILD)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "elsewhere"))
    layer = tmp_path / "layer"
    layer.mkdir()
    (layer / "module.py").touch()
    compile_tree = source("bytecode")["compile_tree"]
    compile_tree.__globals__["find_interpreter"] = lambda _runtime: sys.executable
    compile_tree(layer, "python3.13")
    assert [path.suffix for path in (layer / "__pycache__").iterdir()] == [".pyc"]


def test_prose_is_dropped_and_fields_of_that_name_stay() -> None:
    described = {"documentation": "<p>prose</p>", "members": {"documentation": {"shape": "Text"}}, "required": ["a"]}
    assert source("descriptions")["without_prose"](described) == {
        "members": {"documentation": {"shape": "Text"}},
        "required": ["a"],
    }


@pytest.mark.parametrize("service", sorted(source("descriptions")["SERVICES"]))
def test_botocore_finds_what_it_reads_of_a_description_without_prose(service: str) -> None:
    described = get_session().get_service_data(service)
    kept = ServiceModel(source("descriptions")["without_prose"](described), service)
    whole = ServiceModel(described, service)
    assert kept.client_context_parameters == whole.client_context_parameters
    assert kept.operation_names == whole.operation_names
