"""What of the locked packages the Windows build carries, and the proof that nothing needed is gone."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import common

QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtNetwork"}
_QT_LIBRARIES = {f"Qt6{name.removeprefix('Qt')}.dll" for name in QT_MODULES} | {"pyside6.abi3.dll"}
_QT_PLUGINS: dict[str, set[str]] = {
    "platforms": {"qwindows.dll"},
    "styles": {"qmodernwindowsstyle.dll"},
    "iconengines": {"qsvgicon.dll"},
    "imageformats": {"qgif.dll", "qico.dll", "qjpeg.dll", "qsvg.dll", "qtiff.dll", "qwebp.dll"},
}
_PICTURES = ["Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "Webp", "WebP"]
"""Kinds of pictures that Pillow reads and writes in the build."""
_GONE = (
    "babel",  # compiles the catalogues when the wheel is built
    "cffi", "pycparser",  # of them only _cffi_backend runs
    "charset_normalizer",  # for XML that reportlab is never given
    "tzdata",  # Kazakhstan's time is a fixed distance; Python's own time zones are not asked
    "pip", "_distutils_hack", "setuptools",
    "click_default_group.py", "tabulate", "sqlite_utils/cli.py", "sqlite_utils/__main__.py",
    "sqlite_utils/docs", "pypdfium2_cli", "pypdfium2/__main__.py",
    "lxml/html", "lxml/objectify*", "lxml/isoschematron", "lxml/includes", "lxml/sax*",
    "lxml/builder*", "lxml/cssselect*", "lxml/doctestcompare*", "lxml/pyclasslookup*",
    "lxml/usedoctest*", "lxml/ElementInclude*",
    "PIL/_avif*", "PIL/_imagingft*", "PIL/_imagingcms*", "PIL/_imagingtk*", "PIL/_imagingmath*",
    "PIL/_imagingmorph*", "PIL/ImageQt*", "PIL/ImageTk*", "PIL/ImageShow*", "PIL/ImageMath*",
    "PIL/ImageMorph*", "PIL/PSDraw*", "PIL/__main__.py", "PIL/report.py",
    "docx/templates/default-docx-template",
    "reportlab/fonts", "reportlab/graphics", "reportlab/lib/corp.py", "reportlab/lib/codecharts.py",
    "reportlab/lib/testutils.py", "reportlab/lib/rparsexml.py", "dateutil/zoneinfo",
    "shiboken6/vcamp140.dll", "shiboken6/vccorlib140.dll", "shiboken6/vcomp140.dll",
    "shiboken6/include", "shiboken6/lib", "*.dist-info", "bin",
)  # fmt: skip
_GONE_ANYWHERE = (
    "**/*.pyi", "**/*.pyx", "**/*.pxi", "**/*.pxd", "**/*.lib", "**/*.h", "**/*.c", "**/tests",
    "**/testing", "**/concrt140.dll", "**/msvcp140_codecvt_ids.dll", "**/py.typed",
)  # fmt: skip
ASKED_IN_VAIN = {
    ("PIL.Image", "PIL.ImageQt"), ("PIL.Image", "PIL.ImageShow"),
    ("pypdfium2._lazy", "tabulate"),
    ("reportlab.lib.validators", "reportlab.graphics.shapes"),
    ("reportlab.pdfbase.pdfdoc", "reportlab.lib.rparsexml"),
    ("reportlab.platypus.para", "reportlab.lib.rparsexml"),
}  # fmt: skip
"""Imports inside functions that the program never runs, of modules that are left out."""


def trim(lib: Path) -> set[str]:
    """Take out what the program never loads; give the names of the modules that went."""
    before = set(modules(lib))
    qt = lib / "PySide6"
    for path in [each for each in qt.rglob("*") if each.is_file()]:
        if not _is_qt_wanted(path.relative_to(qt)):
            path.unlink()
    for path in (lib / "PIL").glob("*ImagePlugin.py"):
        if path.name.removesuffix("ImagePlugin.py") not in _PICTURES:
            path.unlink()
    for path in (lib / "pyphen" / "dictionaries").glob("hyph_*.dic"):
        if not path.name.startswith("hyph_ru"):
            path.unlink()
    for pattern in (*_GONE, *_GONE_ANYWHERE):
        for path in list(lib.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return before - set(modules(lib))


def _is_qt_wanted(name: Path) -> bool:
    """Tell whether a file of PySide6 is one the program can load."""
    top = name.parts[0]
    if len(name.parts) == 1:
        is_compiler = re.match(r"(msvcp140|vcruntime)", name.name.lower()) is not None
        is_module = name.suffix == ".pyd" and name.stem in QT_MODULES
        return name.name in _QT_LIBRARIES or is_module or is_compiler or name.suffix == ".py"
    if top == "plugins":
        return name.name in _QT_PLUGINS.get(name.parts[1], set())
    if top == "translations":
        return name.name in common.QT_TRANSLATIONS
    return top == "support" and name.suffix == ".py"


def modules(folder: Path) -> dict[str, Path]:
    """Give the modules of a folder of packages: name and file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".pyd"):
            parts = list(path.relative_to(folder).parts)
            parts[-1] = parts[-1].split(".")[0]
            if parts[-1] == "__init__":
                parts.pop()
            found[".".join(parts)] = path
    return found


def left_out_but_asked(home: Path, gone: set[str]) -> list[str]:
    """List imports of modules that were taken out, by modules that are there.

    An import guarded by `except ImportError` is none; one inside a function of a package counts
    unless it is known never to run.
    """
    found = []
    for folder in ("lib", "app"):
        for name, path in modules(home / folder).items():
            if path.suffix != ".py":
                continue
            is_package = path.name == "__init__.py"
            for wanted, is_lazy in imports(path.read_bytes(), name, is_package=is_package):
                known = is_lazy and (name, wanted) in ASKED_IN_VAIN
                if wanted in gone and not known:
                    found.append(f"{wanted} ({name}{', in a function' if is_lazy else ''})")
    return found


def imports(source: bytes, name: str, *, is_package: bool) -> Iterator[tuple[str, bool]]:
    """Give the modules a source imports without a net, and whether inside a function."""
    package = name if is_package else name.rpartition(".")[0]
    yield from _of(ast.parse(source), package, is_lazy=False)


def _of(node: ast.AST, package: str, *, is_lazy: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Import):
        yield from ((each.name, is_lazy) for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parts = package.split(".")
            above = ".".join(parts[: len(parts) - node.level + 1])
            base = f"{above}.{base}".rstrip(".")
        yield base, is_lazy
        yield from ((f"{base}.{each.name}", is_lazy) for each in node.names)
    is_lazy = is_lazy or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, (ast.Try, ast.If)) and child in node.body and _is_guarded(node)):
            yield from _of(child, package, is_lazy=is_lazy)


def _is_guarded(node: ast.Try | ast.If) -> bool:
    """Tell whether what stands below may fail to import, or is for type checkers only."""
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.dump(node.test)
    caught = " ".join(ast.dump(each.type) if each.type else "Exception" for each in node.handlers)
    return re.search(r"ImportError|ModuleNotFoundError|'Exception'|^Exception", caught) is not None
