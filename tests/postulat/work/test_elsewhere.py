"""Work and data in other places: a Dask cluster of processes, and inputs and tables in an object store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from repository import FAULTS

Command = Callable[..., subprocess.CompletedProcess[str]]
Tables = Callable[[Path], dict[str, bytes]]
PATIENCE = 900.0
"""Seconds until a process must answer; ample, so that a busy machine fails no test."""
LARGE = 4 * 1024**2
"""Bytes of a document that is a task by itself."""


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(FAULTS), "TIME_ONLY_FAULTS": "yes"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster_at(folder: Path, port: int = 0, workers: int = 2) -> Iterator[str]:
    """The address of a scheduler and its workers, each a process of its own; all are there, and are killed in the end."""
    from distributed import Client

    folder.mkdir()
    facts = folder / "scheduler.json"
    with ExitStack() as stack:
        place = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--scheduler-file", facts)
        stack.enter_context(running("scheduler", *place))
        address = told_in(facts)
        for number in range(workers):
            own = folder / f"worker-{number}"
            own.mkdir()
            options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", own)
            stack.enter_context(running("worker", address, *options))
        if workers:
            with Client(address, timeout=PATIENCE, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=PATIENCE)
        yield address


def told_in(facts: Path) -> str:
    """The address that a scheduler writes down when it is ready."""
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        with suppress(OSError, ValueError):
            return str(json.loads(facts.read_text("utf-8"))["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler does not start")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    with cluster_at(tmp_path / "cluster") as address:
        yield address


def test_a_cluster_gives_the_same_bytes(cluster: str, archive: Path, postulat: Command, tables: Tables, tmp_path: Path) -> None:
    (archive / "hang.txt").write_bytes(b"FAULT hang")
    limited = partial(postulat, "run", "archive", "--timeout", "2", "-q", TIME_ONLY_FAULTS="yes")
    here = limited("-o", "here")
    there = limited("-o", "there", "--engine", "dask", "--scheduler", cluster)
    assert here.returncode == there.returncode == 1
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


@pytest.mark.usefixtures("archive")
def test_a_cluster_of_its_own(whole: dict[str, bytes], postulat: Command, tables: Tables, tmp_path: Path) -> None:
    assert postulat("run", "archive", "-o", "there", "--engine", "dask", "--workers", "2", "-q").returncode == 1
    assert tables(tmp_path / "there") == whole


def test_a_scheduler_that_is_lost_and_comes_back(archive: Path, postulat: Command, tables: Tables, tmp_path: Path) -> None:
    """It dies with its workers in the middle of a run; another one at its address has never heard of that run."""
    marker = tmp_path / "marker"
    (archive / "wait.txt").write_bytes(f"FAULT wait {marker}".encode() + b" " * LARGE)
    with ExitStack() as stack:
        with cluster_at(tmp_path / "first") as address:
            run = stack.enter_context(told_run(tmp_path, "-o", "there", "--engine", "dask", "--scheduler", address))
            before = [told for told, _ in zip(told_by(run, "document"), range(2), strict=False)]
        with cluster_at(tmp_path / "second", int(address.rpartition(":")[2])) as again:
            assert again == address
            marker.touch()
            after = list(told_by(run, "document", "doubt"))
            assert run.wait(timeout=PATIENCE) == 1
    doubts = [told["message"] for told in after if told["event"] == "doubt"]
    assert any(doubt.startswith(f"the scheduler at {address} is lost; waiting for it") for doubt in doubts)
    later = [told["source"] for told in after if told["event"] == "document"]
    assert len(before) == 2
    assert "wait.txt" in {Path(source).name for source in later}
    assert not {told["source"] for told in before} & set(later)
    assert postulat("run", "archive", "-o", "here", "-q").returncode == 1
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def told_run(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A run that tells in lines of JSON how it goes on."""
    command = [sys.executable, "-m", "postulat", "run", "archive", *arguments, "--log-format", "json"]
    environment = os.environ | {"PYTHONPATH": str(FAULTS)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=folder, env=environment)


def told_by(run: subprocess.Popen[str], *events: str) -> Iterator[dict[str, str]]:
    assert run.stderr is not None
    for line in run.stderr:
        told = json.loads(line)
        if told["event"] in events:
            yield told


@pytest.mark.parametrize("workers", [0, 2])
def test_a_cluster_that_stays_away_ends_the_run_in_one_line(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without workers from the beginning, or lost with its workers in the middle; what was found until then is in the store."""
    from postulat.inputs.input import Input
    from postulat.options import Options, Work
    from postulat.storage.store import Store
    from postulat.work import dask_engine

    documents = []
    for number in range(2):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(f"{number}".encode() + b" " * LARGE)
        documents.append(Input(str(path), size=LARGE))
    store = Store(str(tmp_path / "store"), Options())
    doubts: list[str] = []
    with ExitStack() as stack:
        address = stack.enter_context(cluster_at(tmp_path / "cluster", workers=workers))
        work = Work(engine="dask", scheduler=address)
        coming = dask_engine.on_dask(documents, Options(), work, store, doubts.append)
        for _ in range(1 if workers else 0):
            assert next(coming).key
            stack.close()
        monkeypatch.setattr(dask_engine, "RECONNECT", 3.0)  # from now on: until here, workers take what time they need to start
        monkeypatch.setattr(dask_engine, "CONNECT", 3.0 if workers else PATIENCE)
        with pytest.raises(dask_engine.EngineError, match=r"no scheduler at|has no workers") as raised:
            list(coming)
    assert "\n" not in str(raised.value)
    assert address in str(raised.value)
    assert [line.startswith("the scheduler at") for line in doubts] == [True] * bool(workers)
    assert len(list((tmp_path / "store").glob("records/*/*/*"))) >= bool(workers)


def test_a_scheduler_that_is_not_there_is_one_line(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from postulat.commands.cli import main

    monkeypatch.setattr("postulat.work.dask_engine.CONNECT", 1.0)
    where = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "-q")
    assert main(["run", str(archive), "-o", str(tmp_path / "out"), *where]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "tcp://127.0.0.1:9" in said


@pytest.fixture
def bucket() -> Iterator[dict[str, str]]:
    """An object store on the loopback with one bucket, and the environment that leads to it."""
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    S3FileSystem(endpoint_url=address, key="key", secret="secret").mkdir("minutes")
    try:
        yield {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        server.stop()


def test_inputs_and_tables_in_an_object_store(
    bucket: dict[str, str], archive: Path, whole: dict[str, bytes], postulat: Command, tables: Tables, tmp_path: Path
) -> None:
    from s3fs import S3FileSystem

    store = S3FileSystem(endpoint_url=bucket["AWS_ENDPOINT_URL"], key="key", secret="secret")
    store.put(str(archive), "minutes/archive", recursive=True)
    for _ in range(2):
        done = postulat("run", "s3://minutes/archive", "-o", "s3://minutes/tables", "-q", **bucket)
        assert done.returncode == 1, done.stderr
        assert "broken.pdf" in done.stderr
    store.get("minutes/tables", str(tmp_path / "tables"), recursive=True)
    there = tables(tmp_path / "tables")
    assert there.keys() == whole.keys()
    assert there["organisations.csv"] == whole["organisations.csv"]
    assert there["records.csv"].count(b"\n") == whole["records.csv"].count(b"\n")
