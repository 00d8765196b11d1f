"""The built front end belongs to its sources, and brings nothing in from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

WIDGETS = Path(__file__).parent.parent / "src" / "readyroom" / "widgets"
VIEW = WIDGETS / "view"
STATIC = WIDGETS / "static"
BUILT = ("page.css", "page.js", "player.css", "player.js")
NODE = Path(sys.executable).parent / "node"


def digest_of_sources() -> str:
    """SHA-256 over name and bytes of each source file, sorted by name."""
    digest = hashlib.sha256()
    for path in sorted(VIEW.iterdir(), key=lambda path: path.name):
        if path.suffix in {".js", ".mjs", ".css", ".json"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_built_files_are_the_four_that_the_page_asks_for() -> None:
    assert sorted(path.name for path in STATIC.iterdir()) == list(BUILT)


@pytest.mark.parametrize("name", BUILT)
def test_a_built_file_names_the_sources_it_was_built_from(name: str) -> None:
    banner = (STATIC / name).read_text(encoding="utf-8").split("\n", 1)[0]
    assert digest_of_sources() in banner, (
        f"{name} is older than its sources: run `npm run build` in {VIEW}"
    )


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    if not (VIEW / "node_modules" / "esbuild").is_dir():
        pytest.fail(f"esbuild is not installed: run `npm ci --ignore-scripts` in {VIEW}")
    subprocess.run([NODE, VIEW / "build.mjs", tmp_path], check=True, capture_output=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {name: (STATIC / name).read_bytes() for name in BUILT}


def test_the_player_is_a_module_that_jupyterlab_can_render(tmp_path: Path) -> None:
    module = tmp_path / "player.mjs"
    module.write_bytes((STATIC / "player.js").read_bytes())
    code = f"import('{module.as_uri()}').then((m) => console.log(typeof m.default.render))"
    ran = subprocess.run([NODE, "-e", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "function"


@pytest.mark.parametrize("name", BUILT)
def test_a_built_file_asks_nothing_of_another_host(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    addresses = set(re.findall(r"(?:https?:)?//[a-z0-9][\w.-]+\.[a-z]{2,}[^\"'`\s)]*", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("name", ["page.js", "player.js"])
def test_a_built_script_runs_under_a_strict_content_security_policy(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|createObjectURL|setAttribute\(\"style\"", text)


@pytest.mark.parametrize("name", ["page.js", "player.js"])
def test_a_built_script_names_no_trust_and_nobody_to_ask(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert "Support Team" not in text
    assert "Trust" not in text


def test_what_a_page_loads_stays_small() -> None:
    packed = {name: len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in BUILT}
    assert packed["page.js"] < 25_000
    assert packed["page.js"] + packed["page.css"] + packed["player.css"] < 40_000


def test_the_lock_file_holds_no_address_of_a_registry() -> None:
    text = (VIEW / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "http" not in text.replace('"url": "https://', "")


def test_development_tools_are_pinned_to_one_version_each() -> None:
    package = json.loads((VIEW / "package.json").read_text(encoding="utf-8"))
    assert package["private"] is True
    assert sorted(package["devDependencies"]) == ["axe-core", "esbuild"]
    for version in package["devDependencies"].values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
