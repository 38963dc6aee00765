"""Requests of the page by plain HTTP: the table, corrections from two tabs, downloads, documents, and uploads with limits."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from postulat.local_page import uploads
from postulat.local_page.corrections_file import NAME, read_rows
from postulat.local_page.desk import Desk
from postulat.local_page.places import PlaceError, beside, checked_out, free, of_today
from postulat.storage.originals import DOCUMENTS


def first(client: Any) -> dict[str, Any]:
    rows = client.get("records.json").json()["rows"]
    return next(row for row in rows if row["answer"] and row["stances"][0] != "moot")


def stance(row: dict[str, Any], new: str, old: str | None = None) -> dict[str, Any]:
    given = {"record_id": row["answer"], "field": "stance", "old_value": old or row["stances"][0], "new_value": new}
    return {"corrections": [given], "by": "Anna", "note": ""}


def test_the_table_comes_in_pages_with_its_choices(client: Any, desk: Desk) -> None:
    found = client.get("records.json?size=5").json()
    assert desk.tables is not None
    assert (len(found["rows"]), found["total"], found["all"]) == (5, len(desk.tables.rows), len(desk.tables.rows))
    some = client.get("records.json?stance=rejected&q=").json()
    assert some["total"] == found["choices"]["stance"]["rejected"]
    assert all(row["stances"] == ["rejected"] for row in some["rows"])
    assert set(found["names"]) == set(found["choices"]["organisation"])


def test_a_correction_is_in_the_file_and_in_the_table_at_once(client: Any, folder: Path) -> None:
    row = first(client)
    told = client.post("corrections", json=stance(row, "moot"))
    assert told.status_code == 200
    assert [(one["id"], one["stances"], one["corrected"]) for one in told.json()["records"]] == [(row["id"], ["moot"], True)]
    assert read_rows(folder)[0][:5] == (row["answer"], "stance", row["stances"][0], "moot", "Anna")
    assert [one["stances"] for one in client.get("records.json").json()["rows"] if one["id"] == row["id"]] == [["moot"]]
    assert "moot" in client.get(f"review/{row['document']}.html").text
    assert row["answer"] in client.get("corrections").text


def test_of_two_tabs_the_second_is_told_what_stands_there_now(client: Any, folder: Path) -> None:
    row = first(client)
    assert client.post("corrections", json=stance(row, "moot")).status_code == 200
    told = client.post("corrections", json=stance(row, "noted"))
    assert told.status_code == 409
    assert told.json()["now"] == "moot"
    assert told.json()["words"][1].startswith("Somebody has changed this in the meantime. Now it is “moot”.")
    assert "„bezprzedmiotowe”" in told.json()["words"][0]
    assert len(read_rows(folder)) == 1
    assert client.post("corrections", json=stance(row, "noted", "moot")).status_code == 200


def test_a_restart_shows_what_was_saved_before(client: Any, desk: Desk, folder: Path) -> None:
    row = first(client)
    client.post("corrections", json=stance(row, "moot"))
    desk.load()
    assert [one["stances"] for one in client.get("records.json").json()["rows"] if one["id"] == row["id"]] == [["moot"]]
    assert client.get("state.json").json()["writing"]["state"] in ("waiting", "writing", "current")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_only_json_is_a_correction(client: Any, folder: Path, kind: str) -> None:
    assert client.post("corrections", content=b"{}", headers={"content-type": kind}).status_code == 415
    assert not (folder / NAME).exists()


def test_what_is_too_large_or_no_json_is_refused(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    json = {"content-type": "application/json"}
    assert client.post("corrections", content=b"{", headers=json).status_code == 400
    assert client.post("corrections", content=b"[" * 100_000, headers=json).status_code == 400
    monkeypatch.setattr("postulat.local_page.application.LARGEST_JSON", 100)
    assert client.post("corrections", content=b" " * 101, headers=json).status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        *("static/../desk.py", "static/%2e%2e/desk.py", "static/..%2fdesk.py", "static/", "static/words.csv"),
        *("download/nothing", "download/..%2f..%2frun.json", "download/run.json", "review/..%2frun.json", "review/nothing.html"),
        *("review/", "documents", "documents/hostile.html", "run.json", "records.csv", ".postulat/", "minutes/"),
    ],
)
def test_no_address_leads_out_or_lists_a_folder(client: Any, address: str) -> None:
    assert client.get(address).status_code in (404, 405)


def test_downloads_hold_the_corrections(client: Any, desk: Desk) -> None:
    row = first(client)
    client.post("corrections", json=stance(row, "moot"))
    answer = client.get("download/csv")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''postulat-csv.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        responses = archive.read("responses.csv").decode()
    assert any(line.startswith(row["answer"]) and ",moot," in line for line in responses.splitlines())
    raw = client.get(f"download/{NAME}")
    assert raw.text.startswith("record_id,field,")
    assert raw.headers["content-disposition"].startswith("attachment")


def test_a_hostile_source_is_shown_by_a_process_of_its_own(client: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def here(*_: object, **__: object) -> None:
        raise AssertionError("read in the process of the server")

    for name in ("html", "pdf", "blocks"):
        monkeypatch.setattr(f"postulat.export.review.sources.{name}.show", here)
    assert desk.tables is not None
    hostile = next(name for name, piece in desk.tables.pieces.items() if piece.records.documents[0].source.endswith("hostile.html"))
    answer = client.get(f"review/{hostile}.html")
    assert answer.status_code == 200
    assert "Więcej zieleni" in answer.text.partition('id="records"')[0]
    assert "trap.example" not in answer.headers["content-security-policy"]
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_source_that_takes_too_long_or_brings_its_process_down_leaves_the_records(
    client: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = first(client)
    monkeypatch.setattr("postulat.local_page.documents.SECONDS", 0.01)
    text = client.get(f"review/{row['document']}.html").text
    assert "cannot be shown" in text
    assert row["id"] in text


def put(client: Any, name: str, body: bytes) -> Any:
    return client.put("documents", params={"name": name}, content=body)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2019.pdf", "2019.pdf"),
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\run.json", "run.json"),
        ("/etc/shadow", "shadow"),
        ("..", "document"),
        ("", "document"),
        (".postulat", "postulat"),
        ("a\x00b\n.html", "a_b_.html"),
        ("x" * 500 + ".html", "x" * 115 + ".html"),
        ("żółć 9 czerwca.docx", "żółć 9 czerwca.docx"),
    ],
)
def test_a_dropped_file_keeps_a_safe_name(client: Any, folder: Path, given: str, kept: str) -> None:
    before = {path for path in folder.parent.rglob("*") if path.is_file()}
    assert put(client, given, b"one").json() == {"name": kept}
    noted = folder / ".postulat" / "dropped"
    assert {path for path in folder.parent.rglob("*") if path.is_file()} - before == {folder / DOCUMENTS / kept, noted}


def test_no_dropped_file_is_written_over(client: Any, folder: Path) -> None:
    assert put(client, "a.html", b"one").json() == {"name": "a.html"}
    assert put(client, "a.html", b"one").json() == {"name": "a.html"}
    assert put(client, "a.html", b"two").json() == {"name": "a (2).html"}
    (folder / DOCUMENTS / "link.html").symlink_to(folder / "records.csv")
    table = (folder / "records.csv").read_bytes()
    assert put(client, "link.html", b"three").json() == {"name": "link (2).html"}
    assert (folder / "records.csv").read_bytes() == table
    assert sorted(path.name for path in (folder / DOCUMENTS).iterdir()) == ["a (2).html", "a.html", "link (2).html", "link.html"]


def test_dropped_files_are_bounded_in_number_and_size(client: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    assert put(client, "a.html", b"x" * 11).status_code == 413
    assert client.put("documents?name=b", content=iter([b"x" * 6, b"x" * 6])).status_code == 413  # says no length beforehand
    assert put(client, "a.html", b"").status_code == 413
    assert put(client, "a.html", b"x" * 10).status_code == 200
    monkeypatch.setattr(uploads, "LARGEST_ALL", 15)
    assert put(client, "b.html", b"x" * 6).status_code == 413
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    assert put(client, "c.html", b"x").status_code == 413
    assert [path.name for path in (folder / DOCUMENTS).iterdir()] == ["a.html"]


def test_a_folder_for_tables_is_new_empty_or_of_a_run(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    assert checked_out(str(folder)) == folder.resolve()
    assert checked_out(str(tmp_path / "new")) == (tmp_path / "new").resolve()
    for wrong, word in (("mine", "place.full"), ("mine/letter.txt", "place.file")):
        with pytest.raises(PlaceError, match=word):
            checked_out(str(tmp_path / wrong))
    for wrong in ("", "relative/path", "\0"):
        with pytest.raises(PlaceError, match=r"place\.relative"):
            checked_out(wrong)
    assert free(tmp_path / "mine").name == "mine-2"
    assert of_today(tmp_path).parent == tmp_path
    assert beside([tmp_path / "mine"]) == tmp_path / "mine-tables"


def test_the_page_begins_only_where_nothing_of_a_person_lies(client: Any, desk: Desk, tmp_path: Path) -> None:
    desk.close()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    assert client.get("").headers["location"] == "add"
    for out, folder, word in (
        (str(tmp_path / "mine"), "", "place.full"),
        ("tables", "", "place.relative"),
        (str(tmp_path / "new"), str(tmp_path / "nowhere"), "place.missing"),
    ):
        told = client.post("begin", json={"out": out, "folder": folder})
        assert (told.status_code, told.json()["refused"]) == (409, word)
    assert client.put("documents?name=a", content=b"x").json()["refused"] == "place.none"
    assert client.post("begin", json={"out": str(tmp_path / "new"), "folder": ""}).status_code == 200
    assert client.post("run", json={}).json()["refused"] == "place.nothing"
    assert client.get("records.json").status_code == 404


def test_one_page_at_a_time_works_on_a_folder(desk: Desk, folder: Path) -> None:
    other = Desk()
    with pytest.raises(PlaceError, match=r"place\.open"):
        other.begin(folder)


def test_the_language_is_kept_for_every_page(client: Any) -> None:
    assert ">Table<" in client.get("").text
    assert client.post("language", json={"language": "pl"}).json() == {"language": "pl"}
    assert ">Tabela<" in client.get("").text
    assert client.post("language", json={"language": "xx"}).json() == {"language": "pl"}
    assert "Popraw" in client.get("review/index.html").text or "Dokumenty" in client.get("review/index.html").text


def test_a_bug_is_told_and_the_page_goes_on(
    client: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk, "correct", broken)
    told = client.post("corrections", json=stance(first(client), "moot"))
    assert told.status_code == 500
    assert "please report it" in told.json()["words"][1]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert client.get("records.json").status_code == 200


def test_what_is_kept_of_the_documents_can_be_forgotten_and_tables_corrected_after_it(
    client: Any, desk: Desk, folder: Path
) -> None:
    shown = client.get("forget").text
    assert ".postulat/store" in shown
    assert "names of the sources in the account of the run" in shown
    assert client.post("forget", json={}).status_code == 200
    assert not (folder / ".postulat" / "store").exists()
    assert "The folder keeps no documents." in client.get("forget").text
    row = first(client)
    assert client.post("corrections", json=stance(row, "moot")).status_code == 200
    told = client.post("forget", json={})
    assert told.json()["refused"] == "forget.writing"
    assert desk.writing is not None
    desk.writing.write()
    assert (desk.writing.state, desk.writing.reason) == ("current", "")
    assert f"{row['answer']}," in next(
        line for line in (folder / "responses.csv").read_text("utf-8").splitlines() if ",moot," in line
    )
    assert client.post("run", json={}).status_code == 409


def test_forgetting_waits_for_a_run(client: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Running:
        active = True

        def as_json(self) -> None: ...

    monkeypatch.setattr(desk, "run", Running())
    assert client.post("forget", json={}).json()["refused"] == "place.running"
    monkeypatch.setattr(desk, "run", None)
