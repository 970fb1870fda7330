"""What can be wrong with a report that is asked for: each error is a whole sentence with the way out."""

from django.utils.translation import gettext as _


class ReportProblem(Exception):
    """A report cannot be written as asked."""


class NoSuchTemplate(ReportProblem):
    """The pack has no report template of that code."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("Bộ mẫu không có mẫu báo cáo “%(code)s”; các mẫu đang có: %(known)s.")
            % {"code": code, "known": ", ".join(known) or "–"}
        )


class UnfitPeriod(ReportProblem):
    """The template is not written for periods of that kind."""

    def __init__(self, template: str, period: str) -> None:
        super().__init__(
            _("Mẫu “%(template)s” không lập cho kỳ %(period)s; hãy chọn kỳ khác hoặc mẫu khác.")
            % {"template": template, "period": period}
        )


class TemplateProblem(ReportProblem):
    """A template cannot be used as it stands: the sentence names the template, the line and what is wrong there."""

    def __init__(self, template: str, line: int, message: str) -> None:
        self.template, self.line, self.message = template, line, message
        super().__init__(
            _("Mẫu “%(template)s”, dòng %(line)d: %(message)s")
            % {"template": template, "line": line, "message": message}
        )


class WrongTemplateCall(ValueError):
    """A template function was called with something it cannot use; becomes a `TemplateProblem` with its line."""
