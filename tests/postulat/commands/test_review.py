"""`postulat review` finds the sources of a run again, writes its pages, and takes a workbook's edits as corrections."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from repository import SAMPLES

from postulat import export, extract
from postulat.commands.review import PAGES, ReviewError, corrections_of, write_review
from postulat.normalize import combine, normalize
from postulat.normalize.corrections.corrections import Correction, correct, read_corrections, write_corrections
from postulat.normalize.records import Records

NAMES = ("krakow-text/source.txt", "table-each/source.html")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sources, in which a run is started."""
    for name in NAMES:
        (tmp_path / "home" / name).parent.mkdir(parents=True)
        shutil.copy(SAMPLES / name, tmp_path / "home" / name)
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


def run(folder: Path, corrections: tuple[Correction, ...] = ()) -> Records:
    records = combine([normalize(extract.read(Path(name).read_bytes(), name)) for name in NAMES])
    records = correct(records, corrections)
    export.write(records, folder, ("csv", "xlsx"))
    return records


def test_what_was_decided_of_requests_stays_in_a_later_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("Samotni seniorzy powinni mieć numer, pod który zadzwonią w nocy.", "Całodobowy telefon dla seniorów.")
    for number, text in enumerate(asked):
        rows = f"<tr><td>{text}<td>Przyjęto.<tr><td>Skwer {number}.<td>Odrzucono."
        page = f"<html lang=pl><h1>Zestawienie uwag</h1><table><tr><th>Uwaga<th>Stanowisko{rows}</table>"
        Path(f"{number}.html").write_text(page, "utf-8")
    records = combine([normalize(extract.read(Path(name).read_bytes(), name)) for name in ("0.html", "1.html")])
    export.write(records, Path("out"), ("csv",))
    file = write_review(Path("out")).requests
    assert file is not None
    file.write_bytes(file.read_bytes().replace(b"\n,", b"\nsame,", 1).replace(b"\n", b"\r\n"))  # as a spreadsheet ends its lines
    write_review(Path("out"))
    assert file.read_text("utf-8").splitlines()[1].startswith("same,")
    file.write_text(file.read_text("utf-8").replace("\nsame,", "\nalike,", 1), "utf-8")
    with pytest.raises(ReviewError, match="row 2"):
        write_review(Path("out"))
    assert "alike" in file.read_text("utf-8")
    file.write_text("decision,one,other,note\nsame,a,b,mine\n", "utf-8")
    with pytest.raises(ReviewError, match="changed"):
        write_review(Path("out"))
    assert "mine" in file.read_text("utf-8")


def test_pages_are_written_beside_the_tables(home: Path) -> None:
    records = run(Path("out"))
    done = write_review(Path("out"))
    assert done.missing == ()
    assert [path.name for path in done.pages] == ["index.html", *(f"{row.document_id}.html" for row in records.documents)]
    assert all(path.parent == Path("out") / PAGES and path.is_file() for path in done.pages)
    assert "no-source" not in done.pages[1].read_text("utf-8").partition("</style>")[2].partition("<script>")[0]


def test_sources_are_found_from_another_folder_and_by_their_bytes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(Path("out"))
    monkeypatch.chdir(tmp_path)
    assert write_review(Path("home/out")).missing == ()
    (tmp_path / "archive").mkdir()
    (home / NAMES[0]).rename(tmp_path / "archive" / "moved.dat")
    assert write_review(Path("home/out")).missing == (NAMES[0],)
    assert write_review(Path("home/out"), [tmp_path / "archive"]).missing == ()


def test_a_source_that_has_changed_is_not_shown(home: Path) -> None:
    run(Path("out"))
    path = Path(NAMES[1])
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Klub", b"Krab"))
    assert path.stat().st_size == len(data)
    done = write_review(Path("out"))
    assert done.missing == (NAMES[1],)
    assert "Krab" not in "".join(page.read_text("utf-8") for page in done.pages)


def test_pages_of_documents_that_are_gone_go_too(home: Path) -> None:
    run(Path("out"))
    stray = Path("out") / PAGES / "notes.txt"
    write_review(Path("out"))
    stray.write_text("mine", "utf-8")
    global_names = {path.name for path in (Path("out") / PAGES).glob("*.html")}
    records = combine([normalize(extract.read(Path(NAMES[0]).read_bytes(), NAMES[0]))])
    export.write(records, Path("out"), ("csv",))
    write_review(Path("out"))
    left = {path.name for path in (Path("out") / PAGES).glob("*.html")}
    assert left == {"index.html", f"{records.documents[0].document_id}.html"}
    assert left < global_names
    assert stray.exists()


def test_pages_go_on_from_earlier_corrections(home: Path, tmp_path: Path) -> None:
    records = run(Path("out"))
    given = (Correction(records.responses[0].response_id, "stance", records.responses[0].stance, "noted", "Zofia"),)
    run(Path("out"), given)
    path = write_corrections(given, tmp_path / "corrections.csv")
    done = write_review(Path("out"), corrections=[path])
    assert "Zofia" in done.pages[1].read_text("utf-8")
    with pytest.raises(ReviewError, match="No such file"):
        write_review(Path("out"), corrections=[tmp_path / "none.csv"])


def test_a_folder_without_tables_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no such folder"):
        write_review(tmp_path / "none")
    with pytest.raises(ReviewError, match="no table records"):
        write_review(tmp_path)


def test_the_edits_of_a_workbook_take_effect_in_the_next_run(home: Path, tmp_path: Path) -> None:
    records = run(Path("out"))
    path = Path("out") / "postulat.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["records"]
    names = list(type(records.records[0]).__slots__)
    sheet.cell(2, names.index("stance") + 1).value = "noted"
    sheet.cell(3, names.index("organisation") + 1).value = "Fundacja Lipowa"
    workbook.save(path)
    found = corrections_of(path, Path("out"), tmp_path / "corrections.csv", "Zofia")
    assert len(found) == 2
    done = run(Path("again"), read_corrections(tmp_path / "corrections.csv"))
    assert done.records[0].stance == "noted"
    assert done.records[1].organisation == "Fundacja Lipowa"
    assert [row.corrected for row in done.records[:3]] == [True, True, False]


def test_a_workbook_that_a_run_would_refuse_is_refused_now(home: Path, tmp_path: Path) -> None:
    records = run(Path("out"))
    path = Path("out") / "postulat.xlsx"
    workbook = openpyxl.load_workbook(path)
    names = list(type(records.records[0]).__slots__)
    workbook["records"].cell(2, names.index("stance") + 1).value = "zgoda"
    workbook.save(path)
    with pytest.raises(ReviewError, match=r"postulat\.xlsx: records row 2: stance: “zgoda” is none of"):
        corrections_of(path, Path("out"), tmp_path / "corrections.csv")
    assert not (tmp_path / "corrections.csv").exists()
