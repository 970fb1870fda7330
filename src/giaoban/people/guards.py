"""The events at the door are append-only."""

from giaoban.people.append_only import AppendOnly

_GUARDS = AppendOnly("people", ("people_accessevent",), "Nhật ký truy cập chỉ ghi thêm, không sửa, không xóa")
raise_guards, lower_guards, guard_names = _GUARDS.raise_guards, _GUARDS.lower_guards, _GUARDS.guard_names
