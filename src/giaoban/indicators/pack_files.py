"""The YAML files of a pack as plain values that remember in which file and line each stood.

Every file is a mapping of the pack's own keys (`indicators: […]`, `letterhead: {…}`). The lists that several files give
under one key are joined in order of the files' names; anything else may be given once. A key path such as
`("indicators", 3, "name", "vi")` counts over the joined list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_TAG + name for name in ("null", "bool", "int", "float", "str", "timestamp")}
_scalars = yaml.constructor.SafeConstructor()


@dataclass(frozen=True, slots=True, order=True)
class PackProblem:
    """One thing that is wrong in a pack: the file (relative to the pack), its line from 1, the key, a whole sentence."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.key}: {self.message}"
            if self.key
            else f"{self.file}:{self.line}: {self.message}"
        )


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    line: int


@dataclass
class Written:
    """What stands in the files, joined; where each key stood; and what could not be read."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    problems: list[PackProblem] = field(default_factory=list)

    def problem(self, path: KeyPath, message: str) -> PackProblem:
        """A problem at the place of `path`, or of the nearest thing around it that is written down."""
        near = path
        while near and near not in self.places:
            near = near[:-1]
        place = self.places.get(near, Place("pack.yaml", 1))
        return PackProblem(place.file, place.line, self.key(path), message)

    def key(self, path: KeyPath) -> str:
        """A path for people: `indicators[members.admitted].name.vi`; a list item goes by its code where it has one."""
        text = ""
        value: Value = self.values
        for step in path:
            if isinstance(step, str):
                text += f".{step}" if text else step
                value = value.get(step) if isinstance(value, dict) else None
            else:
                value = value[step] if isinstance(value, list) and step < len(value) else None
                text += f"[{_code(value) or step + 1}]"
        return text


def _code(value: Value) -> str:
    code = value.get("code") or value.get("indicator") if isinstance(value, dict) else None
    return code if isinstance(code, str) else ""


def read_folder(folder: Path) -> Written:
    """Every `*.yaml` of the folder and the folders below it, in order of their paths."""
    written = Written()
    for path in sorted(folder.rglob("*.yaml")):
        _FileReader(path.relative_to(folder).as_posix(), written).read(path.read_bytes())
    return written


class _FileReader:
    """Reads one file into what is written so far. Aliases are refused: a pack has no need of them, and they can explode."""

    def __init__(self, file: str, written: Written) -> None:
        self.file = file
        self.written = written
        self.seen: set[int] = set()

    def read(self, data: bytes) -> None:
        try:
            root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.refuse(line, "", _("Tệp không phải UTF-8: hãy lưu lại tệp với bảng mã UTF-8."))
        except yaml.YAMLError as error:
            self.refuse(*_syntax_error(error))
        else:
            self.take(root)

    def take(self, root: yaml.Node | None) -> None:
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            message = _("Tệp phải là một ánh xạ gồm các khóa của gói, chẳng hạn “indicators:”.")
            self.refuse(root.start_mark.line + 1, "", message)
            return
        for key, key_node, node in self.pairs(root, ()):
            self.join(key, key_node.start_mark.line + 1, node)

    def join(self, key: str, line: int, node: yaml.Node) -> None:
        known = self.written.values.get(key)
        if isinstance(node, yaml.SequenceNode) and isinstance(known, list | None):
            self.written.places.setdefault((key,), Place(self.file, line))
            items = known or []
            self.written.values[key] = items
            items.extend(self.items(node, (key,), len(items)))
        elif key in self.written.values:
            first = self.written.places[key,]
            self.refuse(
                line,
                key,
                _("Khóa “%(key)s” đã có ở %(file)s dòng %(line)s: hãy giữ một chỗ.")
                % {"key": key, "file": first.file, "line": first.line},
            )
        else:
            self.written.places[key,] = Place(self.file, line)
            self.written.values[key] = self.value(node, (key,))

    def value(self, node: yaml.Node, path: KeyPath) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, path)
        if id(node) in self.seen:
            message = _("Không dùng bí danh (*tên) của YAML: hãy viết lại đầy đủ.")
            self.refuse(node.start_mark.line + 1, self.written.key(path), message)
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return list(self.items(node, path, 0))

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, key_node, child in self.pairs(node, path):
            self.written.places[(*path, key)] = Place(self.file, key_node.start_mark.line + 1)
            found[key] = self.value(child, (*path, key))
        return found

    def scalar(self, node: yaml.ScalarNode, path: KeyPath) -> Value:
        if node.tag not in _PLAIN_TAGS:
            message = _("Không dùng thẻ %(tag)s của YAML: hãy viết chữ, số hoặc true/false.") % {
                "tag": node.tag.removeprefix(_TAG)
            }
            self.refuse(node.start_mark.line + 1, self.written.key(path), message)
            return None
        if node.tag == _TAG + "timestamp":
            return str(node.value)
        value: Value = _scalars.construct_object(node)
        return value

    def items(self, node: yaml.Node, path: KeyPath, start: int) -> Iterator[Value]:
        for index, child in enumerate(node.value, start):
            self.written.places[(*path, index)] = Place(self.file, child.start_mark.line + 1)
            yield self.value(child, (*path, index))

    def pairs(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """The keys and values of a mapping; a key given twice is refused and its first value kept."""
        first: dict[str, int] = {}
        for key_node, child in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in first:
                message = _("Khóa “%(key)s” viết hai lần, lần đầu ở dòng %(line)s: hãy giữ một lần.")
                self.refuse(line, self.written.key((*path, key)), message % {"key": key, "line": first[key]})
            else:
                first[key] = line
                yield key, key_node, child

    def refuse(self, line: int, key: str, message: str) -> None:
        self.written.problems.append(PackProblem(self.file, line, key, message))


def _syntax_error(error: yaml.YAMLError) -> tuple[int, str, str]:
    """Line, key and sentence of a syntax error."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = error.problem_mark
        message = _(
            "Sai cú pháp YAML tại cột %(column)s (%(problem)s): hãy xem lại dấu hai chấm, thụt lề, ngoặc và nháy."
        )
        return mark.line + 1, "", message % {"column": mark.column + 1, "problem": error.problem}
    return (
        1,
        "",
        _("Tệp có ký tự không được phép trong YAML (%(problem)s): hãy xóa ký tự đó.")
        % {"problem": getattr(error, "reason", error)},
    )
