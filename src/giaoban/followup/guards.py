"""What was done about tasks, recommendations, the programme and projects is append-only."""

from giaoban.people.append_only import AppendOnly

_GUARDS = AppendOnly(
    "followup",
    (
        "followup_taskevent",
        "followup_recommendationevent",
        "followup_programmeevent",
        "followup_projectreport",
    ),
    "Sổ theo dõi chỉ ghi thêm, không sửa, không xóa",
)
raise_guards, lower_guards, guard_names = _GUARDS.raise_guards, _GUARDS.lower_guards, _GUARDS.guard_names
