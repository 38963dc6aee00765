"""Work and data in other places: a Dask cluster of processes, and inputs and tables in an object store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]
Tables = Callable[[Path], dict[str, bytes]]
FAULTS = Path(__file__).parent / "faults"
PATIENCE = 60.0
"""Seconds until a scheduler must answer."""


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(FAULTS)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers, each a process of its own."""
    facts = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        stack.enter_context(running("scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", facts))
        begin = time.monotonic()
        while not facts.exists() and time.monotonic() - begin < PATIENCE:
            time.sleep(0.1)
        address = json.loads(facts.read_text("utf-8"))["address"]
        for number in range(2):
            folder = tmp_path / f"worker-{number}"
            folder.mkdir()
            options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", folder)
            stack.enter_context(running("worker", address, *options))
        yield address


def test_a_cluster_gives_the_same_bytes(cluster: str, archive: Path, postulat: Command, tables: Tables, tmp_path: Path) -> None:
    (archive / "hang.txt").write_bytes(b"FAULT hang")
    here = postulat("run", "archive", "-o", "here", "--timeout", "5", "-q")
    there = postulat("run", "archive", "-o", "there", "--timeout", "5", "--engine", "dask", "--scheduler", cluster, "-q")
    assert here.returncode == there.returncode == 1
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_cluster_of_its_own(archive: Path, postulat: Command, tables: Tables, tmp_path: Path) -> None:
    assert postulat("run", "archive", "-o", "here", "-q").returncode == 1
    assert postulat("run", "archive", "-o", "there", "--engine", "dask", "--workers", "2", "-q").returncode == 1
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_one_line(archive: Path, postulat: Command) -> None:
    done = postulat("run", "archive", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "-q")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "tcp://127.0.0.1:9" in done.stderr


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
    bucket: dict[str, str], archive: Path, postulat: Command, tables: Tables, tmp_path: Path
) -> None:
    from s3fs import S3FileSystem

    store = S3FileSystem(endpoint_url=bucket["AWS_ENDPOINT_URL"], key="key", secret="secret")
    store.put(str(archive), "minutes/archive", recursive=True)
    for _ in range(2):
        done = postulat("run", "s3://minutes/archive", "-o", "s3://minutes/tables", "-q", **bucket)
        assert done.returncode == 1, done.stderr
        assert "broken.pdf" in done.stderr
    store.get("minutes/tables", str(tmp_path / "tables"), recursive=True)
    assert postulat("run", "archive", "-o", "here", "-q").returncode == 1
    here, there = tables(tmp_path / "here"), tables(tmp_path / "tables")
    assert here.keys() == there.keys()
    assert here["organisations.csv"] == there["organisations.csv"]
    assert here["records.csv"].count(b"\n") == there["records.csv"].count(b"\n")
