"""A report template: Markdown with Jinja2 in a sandbox, where every number must come through a function."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from types import CodeType, TracebackType
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment

from giaoban.reports.functions import Functions, Quote, TemplateUnit
from giaoban.reports.markdown import read_blocks
from giaoban.reports.matter import Matter
from giaoban.reports.model import Block
from giaoban.reports.numbering import numbered
from giaoban.reports.pieces import PRIVATE_USE, Mark, Pieces, cleaned
from giaoban.reports.problems import TemplateProblem, WrongTemplateCall
from giaoban.reports.work_functions import ATTRIBUTES as OF_WORK

FILTERS = frozenset({"join", "first", "last", "length", "upper", "lower", "default"})
"""What remains of Jinja's filters: nothing that reaches into values or builds long texts."""
ATTRIBUTES: dict[type[Any], frozenset[str]] = {
    TemplateUnit: frozenset({"code", "name"}),
    Quote: frozenset({"units", "text"}),
    LoopContext: frozenset({"first", "last"}),
    **OF_WORK,
}
"""The only attributes that a template may read."""
FORBIDDEN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


class Grammar(SandboxedEnvironment):
    """What a template may be written with; enough to compile it."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS} | {"names": names}
        self.finalize = self.printed

    @pass_context
    def printed(self, context: Context, value: Any) -> str:
        """With the context as an argument, nothing is printed while a template is compiled."""
        raise NotImplementedError


class Sandbox(Grammar):
    """Offers the functions and nothing else; text of people and books never becomes Markdown."""

    def __init__(self, functions: Functions) -> None:
        super().__init__()
        self.functions = functions
        self.globals = functions.offered()

    @pass_context
    def printed(self, context: Context, value: Any) -> str:
        """What an expression puts into the text: marks stay, words are taken as they are, a bare number is refused."""
        if isinstance(value, Mark | Undefined):
            return str(value)
        if isinstance(value, str):
            return self.functions.pieces.literal(value)
        if isinstance(value, int | float | Decimal):
            raise WrongTemplateCall(_("không in thẳng một con số; hãy dùng figure(…) để số liệu có nguồn."))
        raise WrongTemplateCall(_("không in được %(value)s.") % {"value": repr(value)})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in ATTRIBUTES.get(type(obj), frozenset())

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise SecurityError(_("mẫu không đọc được “%(attribute)s” của giá trị này.") % {"attribute": attribute})

    def is_safe_callable(self, obj: Any) -> bool:
        # An unknown name complains under its own name when it is called.
        return isinstance(obj, Macro | Undefined) or getattr(obj, "__self__", None) is self.functions

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(_("trong mẫu không dùng được phép tính %(operator)s") % {"operator": operator})


def names(units: tuple[TemplateUnit, ...]) -> str:
    """`A, B và C`."""
    found = [unit.name for unit in units]
    return _(" và ").join(part for part in (", ".join(found[:-1]), "".join(found[-1:])) if part)


def compose(source: str, name: str, matter: Matter) -> tuple[Block, ...]:
    """The blocks of the report that the template `name` writes about `matter`.

    Raises `TemplateProblem` with the line where the template cannot be read or run.
    """
    pieces = Pieces()
    text = _rendered(source, name, Sandbox(Functions(matter, pieces)))
    return numbered(read_blocks(text, pieces))


def _readable(source: str, name: str) -> str:
    lines = source.splitlines()
    for number, line in enumerate(lines, 1):
        if PRIVATE_USE.search(line):
            raise TemplateProblem(name, number, _("có ký tự ngoài bảng chữ; hãy gõ lại dòng này."))
    return "\n".join(f"{line[: len(line) - len(line.lstrip())]}{cleaned(line.strip())}" for line in lines)


def _rendered(source: str, name: str, sandbox: Sandbox) -> str:
    try:
        return sandbox.template_class.from_code(sandbox, _compiled(source, name), sandbox.globals).render()
    except TemplateSyntaxError as wrong:
        raise TemplateProblem(name, wrong.lineno, wrong.message or str(wrong)) from wrong
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as wrong:
        raise TemplateProblem(name, _line(wrong.__traceback__, name), str(wrong)) from wrong


@lru_cache(maxsize=64)
def _compiled(source: str, name: str) -> CodeType:
    """The template's code, compiled once; raises `TemplateSyntaxError` and `TemplateProblem`."""
    grammar = Grammar()
    tree = grammar.parse(_readable(source, name), name)
    for node in tree.find_all(FORBIDDEN):
        raise TemplateProblem(name, node.lineno, _("mẫu không gọi được tệp khác."))
    return grammar.compile(tree, name, name)


def _line(traceback: TracebackType | None, name: str) -> int:
    """The template's line in which it happened; Jinja rewrites the traceback to the template's own lines."""
    return max((line for line in _lines(traceback, name)), default=0)


def _lines(traceback: TracebackType | None, name: str) -> Iterator[int]:
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == name:
            yield traceback.tb_lineno
        traceback = traceback.tb_next
