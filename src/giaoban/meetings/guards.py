"""What was done about meetings, what happened in them and the versions of their notices are append-only."""

from giaoban.people.append_only import AppendOnly

_GUARDS = AppendOnly(
    "meetings",
    ("meetings_meetingevent", "meetings_liveevent", "meetings_noticeversion"),
    "Diễn biến cuộc họp chỉ ghi thêm, không sửa, không xóa",
)
raise_guards, lower_guards, guard_names = _GUARDS.raise_guards, _GUARDS.lower_guards, _GUARDS.guard_names
