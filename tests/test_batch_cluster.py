"""The same rows on one processor, on several, and on a cluster."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.records import AS_OF
from tests.test_batch_repeats import LONG

from skillmap import Extractor
from skillmap.batch import Setup, cluster, rank_all, score_dataset, write_outputs
from skillmap.errors import ReadError, SkillmapError
from skillmap.models import Ranking
from skillmap.models.ranking_table import OF_ALL
from skillmap.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples" / "cvs"
EXTRACTOR = Extractor(settings=Settings(max_bytes=300_000))
ROLE = EXTRACTOR.builtin_role("ai-engineer")
SETUP = Setup(EXTRACTOR.taxonomy, EXTRACTOR.settings, AS_OF, (ROLE,))

# Ray leaves sockets and files to the collector.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files, bad ones, repeats, some in a folder and an archive, what nobody put there."""
    place = tmp_path_factory.mktemp("cvs")
    for path in sorted(EXAMPLES.iterdir())[:3]:
        (place / path.name).write_bytes(path.read_bytes())
    for number in range(4):
        text = f"Engineer {number}\n\nExperience\nBuilt {'Python ' * number}services on Docker."
        (place / f"cv-{number}.txt").write_text(text, encoding="utf-8")
    for number, said in enumerate(["running", "running", "going"]):
        text = LONG.format("Python").replace("kept them running", f"kept them {said}")
        (place / f"repeat-{number}.txt").write_text(text, encoding="utf-8")
    (place / "more").mkdir()
    (place / "more" / "b.txt").write_text("Skills\nPython, Kubernetes and LangChain", "utf-8")
    (place / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (place / "empty.txt").write_bytes(b"")
    (place / "large.txt").write_bytes(b"Python " * 50_000)
    (place / ".DS_Store").write_bytes(b"x")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/c.txt", "Experience\nWrote Python and SQL for a bank.")
        archive.writestr("d.pdf", b"%PDF-broken")
    (place / "some.zip").write_bytes(packed.getvalue())
    return place


@pytest.fixture(scope="module")
def alone(folder: Path) -> Ranking:
    return rank_all(folder, SETUP, workers=1)[0]


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A cluster on this machine; two processors, so that one is left to read."""
    found = pytest.importorskip("ray", reason="needs skillmap-ai[ray]")
    found.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    yield found
    found.shutdown()


def files(ranking: Ranking, place: Path) -> dict[str, bytes]:
    written = write_outputs(ranking, place, EXTRACTOR.taxonomy, EXTRACTOR.settings, parquet=True)
    return {path.name: path.read_bytes() for path in written}


def test_several_processes_write_the_same_bytes(
    folder: Path, alone: Ranking, tmp_path: Path
) -> None:
    assert {one.same for one in alone} == {"", "same-file", "probably-same"}
    found = rank_all(folder, SETUP, workers=4)[0]
    assert files(found, tmp_path / "several") == files(alone, tmp_path / "alone")


def test_a_cluster_writes_the_same_bytes(
    ray: Any, folder: Path, alone: Ranking, tmp_path: Path
) -> None:
    found = rank_all(folder, SETUP, workers=0, engine="ray")[0]
    assert {one.code for one in found.failures} >= {"unreadable", "too-large"}
    assert files(found, tmp_path / "cluster") == files(alone, tmp_path / "alone")


def test_a_cluster_reads_an_address_itself(
    ray: Any, folder: Path, alone: Ranking, tmp_path: Path
) -> None:
    found = rank_all(f"file://{folder}", SETUP, workers=1, engine="ray")[0]
    assert files(found, tmp_path / "cluster") == files(alone, tmp_path / "alone")


def test_an_address_without_files_is_told(ray: Any, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Ray reads nothing there"):
        rank_all(f"file://{tmp_path}/none", SETUP, engine="ray")


def test_a_dataset_has_the_rows_of_a_ranking(
    ray: Any, folder: Path, alone: Ranking, tmp_path: Path
) -> None:
    data = ray.data.read_binary_files(str(folder), include_paths=True)
    scored = score_dataset(
        data, ROLE, EXTRACTOR.taxonomy, EXTRACTOR.settings, AS_OF, root=str(folder)
    )
    scored.write_parquet(str(tmp_path))
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(tmp_path).sort_by("file").to_pylist()
    expected = alone.to_arrow().sort_by("file").to_pylist()
    assert rows == [{**row, **dict.fromkeys(OF_ALL)} for row in expected]


def test_an_address_of_outputs_only_holds_no_candidate(ray: Any, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(b"{}")
    with pytest.raises(ReadError, match="no readable file there"):
        rank_all(f"file://{tmp_path}", SETUP, engine="ray")


def test_without_ray_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "ray"] + ["ray"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SkillmapError, match="ray is not installed") as caught:
        rank_all(folder, SETUP, engine="ray")
    assert caught.value.hint == "pip install 'skillmap-ai[ray]'"


@pytest.mark.parametrize(
    ("path", "root", "name"),
    [
        ("/data/cvs/a.pdf", "/data/cvs", "a.pdf"),
        ("/data/cvs/more/a.pdf", "/data/cvs/", "more/a.pdf"),
        ("bucket/cvs/more/a.pdf", "bucket/cvs", "more/a.pdf"),
        ("/data/other/a.pdf", "/data/cvs", "a.pdf"),
        ("/data/cvs/a.pdf", "", "a.pdf"),
        ("/data/cvs/a.pdf", "/data/cvs/a.pdf", "a.pdf"),
        ("C:\\cvs\\a.pdf", "C:\\cvs", "a.pdf"),
    ],
)
def test_no_name_tells_how_a_machine_is_laid_out(path: str, root: str, name: str) -> None:
    assert cluster.shown_name(path, root) == name
