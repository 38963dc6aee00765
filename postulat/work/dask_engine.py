"""The same work on a Dask cluster: each task hands its documents to a process that can be killed, as on one machine.

Tasks carry names of documents and of results, never texts: bytes are read and results stored by the cluster's workers, so they and
the run must see the same storage.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from postulat.addresses import is_address
from postulat.export import OutputError
from postulat.extract.errors import one_line
from postulat.inputs.input import Input
from postulat.options import Options, Work
from postulat.storage.store import Store, generations_of
from postulat.work.document import CRASH, Outcome, failed, outcome_from_json, work_as_json, work_from_json

DOCUMENTS_A_TASK = 16
BYTES_A_TASK = 4 * 1024**2
TASKS_A_THREAD = 3
"""Tasks that wait at the cluster for each of its threads; so that a million documents are not all known to the scheduler."""
RETRIES = 3
"""How often a task is tried again whose worker is lost."""
CONNECT = 10.0
"""Seconds that a scheduler has to answer."""
RECONNECT = 600.0
"""Seconds that a run waits for a scheduler that is lost to come back, and for a cluster without workers to have some."""
PAUSE = 2.0
"""Seconds between two looks whether they are back."""
TICK = 0.05
STARTING = 20.0
"""Seconds that a cluster may have no workers before a word is said about it: they may be about to start."""

Task = list[Input]
pools = threading.local()


class EngineError(OutputError):
    """The cluster cannot do the work, in one line."""


def on_dask(
    documents: Sequence[Input], options: Options, work: Work, store: Store, doubt: Callable[[str], None] = lambda _: None
) -> Iterator[Outcome]:
    """The outcomes as the cluster finds them; `doubt` hears in one line what is being waited for.

    A scheduler that is lost is waited for, and what it was told is told again, of which what is in the store costs nothing. One
    that never answered is not waited for.
    """
    try:
        import_module("distributed")
    except ImportError as error:
        raise EngineError("--engine dask needs Dask: pip install 'postulat[dask]'") from error
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it says of a lost scheduler is said by us, in one line
    waiting = deque(tasks(documents))
    setting = json.dumps(work_as_json(options, work) | {"store": store.place, "generations": store.generations})
    lost_at: float | None = None
    met = checked = False
    while waiting:
        try:
            with connected(work) as client:
                met = True
                for task, outcomes in through(client, waiting, setting, doubt):
                    lost_at = None
                    if not checked:
                        checked = seen(outcomes, store)
                    yield from outcomes if outcomes is not None else lost(task, waiting)
        except (OSError, TimeoutError) as error:
            reason = one_line(error)
            if work.scheduler is None or not met or (lost_at is not None and time.monotonic() - lost_at > RECONNECT):
                raise EngineError(f"no scheduler at {work.scheduler or 'this machine'}: {reason}") from error
            if lost_at is None:
                lost_at = time.monotonic()
                doubt(f"the scheduler at {work.scheduler} is lost; waiting for it for {RECONNECT / 60:g} minutes")
            time.sleep(PAUSE)


def tasks(documents: Sequence[Input]) -> Iterator[Task]:
    """Documents in their order, small ones several to a task; paths as they are on every machine."""
    task: Task = []
    size = 0
    for item in documents:
        if task and (len(task) >= DOCUMENTS_A_TASK or size + item.size > BYTES_A_TASK):
            yield task
            task, size = [], 0
        task.append(anywhere(item))
        size += item.size
    if task:
        yield task


def anywhere(item: Input) -> Input:
    if not item.path or is_address(item.path):
        return item
    return item._replace(path=str(Path(item.path).absolute()), source=item.name)


@contextmanager
def connected(work: Work) -> Iterator[Any]:
    """A client of the scheduler named, or of a cluster in this process whose threads each lead a process that reads."""
    distributed: Any = import_module("distributed")
    if work.scheduler is not None:
        with distributed.Client(work.scheduler, timeout=CONNECT, set_as_default=False) as client:
            yield client
        return
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=work.count, processes=False, dashboard_address=None, memory_limit=0
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


def through(
    client: Any, waiting: deque[Task], setting: str, doubt: Callable[[str], None]
) -> Iterator[tuple[Task, list[Outcome] | None]]:
    """Each task with its outcomes, None where its workers died of it.

    What is under way when this ends early waits again, and no task is taken off before the cluster has it.
    """
    distributed: Any = import_module("distributed")
    under_way: dict[Any, Task] = {}
    coming = distributed.as_completed(loop=client.loop)
    try:
        while waiting or under_way:
            room = max(1, TASKS_A_THREAD * sum(client.nthreads().values())) - len(under_way)
            for _ in range(min(room, len(waiting))):
                future = submitted(client, waiting[0], setting)
                under_way[future] = waiting.popleft()
                coming.add(future)
            future = next_of(coming, client, doubt)
            task = under_way[future]
            try:
                answers = future.result()
            except distributed.CancelledError as error:
                raise ConnectionError("the scheduler was lost") from error
            except distributed.KilledWorker:
                del under_way[future]
                yield task, None
                continue
            del under_way[future]
            if isinstance(answers, str):
                raise EngineError(answers)
            yield task, [outcome_from_json(answer) for answer in answers]
    finally:
        waiting.extendleft(reversed(under_way.values()))


def submitted(client: Any, task: Task, setting: str) -> Any:
    try:
        return client.submit(read_on_worker, [list(item) for item in task], setting, pure=False, retries=RETRIES)
    except Exception as error:
        if client.status == "closed":  # it gave the scheduler up while outcomes were taken from us
            raise ConnectionError("the scheduler was lost") from error
        raise


def next_of(coming: Any, client: Any, doubt: Callable[[str], None]) -> Any:
    """The next task that is done; a cluster that has no workers may get some, but not for ever."""
    looked = alone = time.monotonic()
    told = False
    while not coming.has_ready():
        time.sleep(TICK)
        now = time.monotonic()
        if now - looked < PAUSE:
            continue
        looked = now
        if client.nthreads():
            alone = now
        elif now - alone > RECONNECT:
            raise EngineError(f"the cluster at {client.scheduler.address} has no workers")
        elif now - alone > STARTING and not told:
            told = True
            doubt(f"the cluster has no workers; waiting for some for {RECONNECT / 60:g} minutes")
    return next(coming)


def lost(task: Task, waiting: deque[Task]) -> Iterator[Outcome]:
    """Several documents of which one kills the worker itself are tried one by one."""
    if len(task) > 1:
        waiting.extendleft([item] for item in reversed(task))
        return
    yield failed(task[0], CRASH, "the cluster lost several workers over it", size=task[0].size)


def seen(outcomes: Sequence[Outcome] | None, store: Store) -> bool:
    """Whether a result that a worker says to have stored is there; False where none is said to be."""
    key = next((outcome.key for outcome in outcomes or () if outcome.key), None)
    if key is not None and store.entry(key) is None:
        raise EngineError(f"the cluster's workers do not write to {store.place}: OUT must be on storage that all machines share")
    return key is not None


def read_on_worker(rows: list[list[Any]], setting: str) -> list[dict[str, Any]] | str:
    """What a worker of the cluster does: outcomes without records, or what is wrong with the worker, in one line."""
    from postulat.work.pool import Pool

    given = json.loads(setting)
    options, work = work_from_json(given)
    if generations_of(options) != given["generations"]:
        return "a worker of the cluster has another version of Postulat, its libraries or its programs than this machine"
    pool: Pool | None = getattr(pools, "pool", None)
    if pool is None or pools.setting != setting:
        if pool is not None:
            pool.__exit__()
        pool = pools.pool = Pool(options, work, Store(given["store"], options, given["generations"]), 1)
        pools.setting = setting
    try:
        return [outcome.as_json() for outcome in pool.run(Input(*row) for row in rows)]
    except OutputError as error:
        pools.pool = None
        pool.__exit__()
        return str(error)
