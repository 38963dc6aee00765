"""How the house stands: folders, imports between rooms, circles, long functions, and names with more than one meaning.

Run from the root of the repository: `python benchmarks/house.py` (needs nothing installed). Only definitions are counted, by `ast`.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("extract", "normalize", "export")
LONG = 50
"""Lines above which a function is long."""
SHOWN = 8


def modules() -> dict[str, ast.Module]:
    """Module name → its tree; links are not followed, so that each file counts once."""
    found = {}
    for part in (*PARTS, "postulat"):
        for path in sorted((ROOT / part).rglob("*.py")):
            inner = path.relative_to(ROOT).with_suffix("")
            if part == "postulat" and inner.parts[1] in PARTS:
                continue
            name = ".".join(inner.parts if part == "postulat" else ("postulat", *inner.parts))
            found[name.removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"))
    return found


def imports(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Module → the modules of ours that it imports, also inside functions; not what only a type checker imports."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                node.body = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found[name].update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found[name].update(inner if inner <= trees.keys() else inner | {node.module})
        found[name] &= trees.keys() - {name}
    return found


def room(module: str, trees: dict[str, ast.Module]) -> str:
    """The folder of a module: `postulat.extract.html.reader` → `extract.html`."""
    is_folder = any(other.startswith(f"{module}.") for other in trees)
    return module.removeprefix("postulat.") if is_folder else module.rpartition(".")[0].removeprefix("postulat.")


def in_circles(arrows: dict[str, set[str]]) -> set[str]:
    """The modules from which arrows lead back to themselves."""
    return {name for name in arrows if name in reached(arrows, name)}


def reached(arrows: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(arrows[start])
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += arrows.get(here, ())
    return found


def main() -> None:
    trees = modules()
    arrows = imports(trees)
    folders = Counter(room(name, trees) for name in trees)
    pairs = {(room(name, trees), room(other, trees)) for name, others in arrows.items() for other in others}
    between = {(one, other) for one, other in pairs if one != other}
    same_part = [(one, other) for one, other in between if one.split(".")[0] == other.split(".")[0]]
    functions = [
        (node.end_lineno - node.lineno + 1, f"{name}.{node.name}")
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    ]
    classes = Counter(node.name for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    public = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    )
    long = sorted((item for item in functions if item[0] > LONG), reverse=True)
    print(f"files                                {len(trees)}")
    print(f"files in the fullest folders         {said(folders.most_common(3))}")
    print(f"arrows between rooms                 {len(between)}, of them inside one package {len(same_part)}")
    print(f"modules in circles of imports        {len(in_circles(arrows))}")
    print(f"functions over {LONG} lines              {len(long)}: {said([(name, lines) for lines, name in long[:SHOWN]])}")
    print(f"class names with several meanings    {said(several(classes))}")
    print(f"function names with several meanings {len(several(public))}: {said(several(public)[:SHOWN])}")


def several(names: Counter[str]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in names.most_common() if count > 1]


def said(counts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts) or "none"


if __name__ == "__main__":
    main()
