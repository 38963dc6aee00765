"""The application: which address of the local page gives what, carried by Starlette, which is imported when it is made."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from postulat.local_page.answers import PageAnswer, refused, told
from postulat.local_page.desk import Desk
from postulat.local_page.guard import LARGEST_JSON, NOTHING_RUNS, Asgi, PageKeys, guarded
from postulat.local_page.page_requests import PROMISE_FILES, PageRequests
from postulat.local_page.pages import entry_page, stop_page
from postulat.local_page.uploads import UploadError, keep

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

JSON = "application/json"


def application(desk: Desk, keys: PageKeys) -> Asgi:
    """Everything that `postulat open` serves, behind its guard."""
    from starlette.applications import Starlette
    from starlette.routing import Mount

    own = " ".join(f"http://{host}{keys.path}static/" for host in keys.hosts)
    policy = "; ".join(
        (
            NOTHING_RUNS,
            f"script-src {own}",
            f"style-src {own}",
            f"img-src {own}",
            "connect-src 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    inner = Starlette(routes=[Mount(f"/{keys.place}", routes=routes(PageRequests(desk, policy)))])
    return guarded(
        inner, keys, lambda status: stop_page(desk.language, f"stop.{status}").encode(), entry_page(desk.language).encode()
    )


def routes(requests: PageRequests) -> list[BaseRoute]:
    from starlette.routing import Route

    def get(path: str, call: Callable[[Request], PageAnswer]) -> BaseRoute:
        return Route(path, in_thread(call), methods=["GET"])

    def post(path: str, call: Callable[[object], PageAnswer]) -> BaseRoute:
        return Route(path, with_json(call), methods=["POST"])

    return [
        get("/", lambda _: requests.first()),
        get("/add", lambda _: requests.add()),
        get("/records.json", lambda request: requests.records(request.query_params)),
        get("/state.json", lambda _: requests.state()),
        get("/corrections", lambda _: requests.corrections()),
        get("/download", lambda _: requests.downloads()),
        get("/download/{name}", lambda request: requests.download(request.path_params["name"])),
        get("/forget", lambda _: requests.kept()),
        get("/request", lambda request: requests.request(request.query_params.get("group", ""))),
        get("/promises", lambda request: requests.promises(request.query_params)),
        *(
            get(f"/{name}", lambda request, name=name: requests.promises_file(name, request.query_params))  # type: ignore[misc]
            for name in PROMISE_FILES
        ),
        get("/report", lambda _: requests.report()),
        get("/review/index.html", lambda _: requests.index()),
        get("/review/{name}.html", lambda request: requests.document(request.path_params["name"])),
        get("/static/{name}", lambda request: requests.static(request.path_params["name"])),
        post("/corrections", requests.correct),
        post("/begin", requests.begin),
        post("/run", lambda _: requests.run()),
        post("/forget", lambda _: requests.forget()),
        post("/stop", lambda _: requests.stop()),
        post("/language", requests.language),
        Route("/documents", taking(requests), methods=["PUT"]),
    ]


def in_thread(call: Callable[[Request], PageAnswer]) -> Callable[[Request], Awaitable[Response]]:
    """The page goes on answering while one answer takes its time."""
    from starlette.concurrency import run_in_threadpool

    async def endpoint(request: Request) -> Response:
        try:
            return response(await run_in_threadpool(call, request))
        except LookupError:
            return response(PageAnswer(404, b"404", "text/plain"))
        except Exception as error:
            return response(fault(error))

    return endpoint


def with_json(call: Callable[[object], PageAnswer]) -> Callable[[Request], Awaitable[Response]]:
    """What the page sends, bounded; a form of another page cannot have this media type."""
    from starlette.concurrency import run_in_threadpool

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip() != JSON:
            return response(refused("refused.malformed", status=415))
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_JSON:
                return response(refused("upload.size", status=413))
        try:
            given = json.loads(body or b"{}")
        except (ValueError, RecursionError):
            return response(refused("refused.malformed", status=400))
        try:
            return response(await run_in_threadpool(call, given))
        except LookupError:
            return response(refused("refused.closed"))
        except Exception as error:
            return response(fault(error))

    return endpoint


def taking(requests: PageRequests) -> Callable[[Request], Awaitable[Response]]:
    """One dropped file, its bytes as they come."""

    async def endpoint(request: Request) -> Response:
        folder = requests.desk.folder
        if folder is None:
            return response(refused("place.none"))
        if requests.desk.run is not None and requests.desk.run.active:
            return response(refused("place.running"))
        length = request.headers.get("content-length", "")
        try:
            name = await keep(
                folder, request.query_params.get("name", ""), request.stream(), int(length) if length.isdecimal() else None
            )
        except UploadError as error:
            return response(refused(str(error.args[0]), status=413))
        except OSError as error:
            return response(refused("upload.place", reason=str(error.strerror)))
        return response(told({"name": name}))

    return endpoint


def fault(error: Exception) -> PageAnswer:
    """A bug: it is told where the page was started, and the page goes on."""
    print("postulat: an error of the program; please report it:", file=sys.stderr)
    traceback.print_exception(error)
    return refused("fault", status=500)


def response(answer: PageAnswer) -> Response:
    from starlette.responses import FileResponse, Response

    headers = dict(answer.headers)
    if answer.file is not None:
        return FileResponse(answer.file, answer.status, headers, answer.kind)
    return Response(answer.body, answer.status, headers | {"Content-Type": answer.kind})
