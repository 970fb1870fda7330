"""What the permission matrix needs for each room that came with the briefings, a module a kind of page."""

from types import ModuleType

from tests.site.permission_rooms import (
    live,
    meetings,
    minutes,
    own_day,
    programme,
    recommendations,
    tasks,
    topics,
)

ROOMS: tuple[ModuleType, ...] = (tasks, recommendations, programme, topics, meetings, live, minutes, own_day)
