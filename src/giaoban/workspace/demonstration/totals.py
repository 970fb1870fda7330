"""What the fictional province adds up to: totals by half-year, levels of stocks, targets, shares of breakdowns.

Those of the half-years 2023-H1 and 2024-H1 that the published half-year review of 2024 gave are taken from it
(`PUBLISHED`); every other number is made up. Money is in the indicator's own unit of measure.
"""

from giaoban.periods.period import PeriodKind, parse, parts

MONTHS = tuple(month.code for year in ("2023", "2024-H1") for month in parts(parse(year), PeriodKind.MONTH))
HALVES = tuple(
    tuple(month.code for month in parts(parse(half), PeriodKind.MONTH)) for half in ("2023-H1", "2023-H2", "2024-H1")
)

PUBLISHED: dict[str, tuple[int, int, int]] = {
    "members.admitted": (742, 679, 821),
    "members.admitted.non_state_enterprise": (38, 9, 50),
    "organisations.founded.non_state_enterprise": (2, 2, 3),
    "inspection.organisations": (174, 238, 267),
    "inspection.members": (516, 604, 563),
    "inspection.on_signs.organisations": (3, 4, 2),
    "inspection.on_signs.members": (9, 11, 6),
    "supervision.organisations": (115, 162, 211),
    "supervision.members": (232, 287, 309),
    "discipline.organisations": (5, 4, 4),
    "discipline.members": (73, 58, 47),
}
"""Flows of the published review, by half-year: 2023-H1, 2023-H2, 2024-H1."""

MADE_UP: dict[str, tuple[float, float, float]] = {
    "members.confirmed": (702, 731, 689),
    "members.transferred_in": (418, 455, 431),
    "members.transferred_out": (396, 441, 420),
    "members.cards_issued": (760, 702, 735),
    "members.badges": (388, 412, 405),
    "members.struck_off": (61, 74, 58),
    "members.left": (17, 21, 14),
    "training.induction_classes": (26, 24, 29),
    "training.induction_learners": (1480, 1365, 1612),
    "cadres.moved": (146, 171, 158),
    "organisations.rearranged": (9, 14, 21),
    "inspection.violations_found.organisations": (2, 3, 2),
    "inspection.violations_found.members": (7, 9, 5),
    "inspection.discipline_needed.organisations": (1, 1, 1),
    "inspection.discipline_needed.members": (5, 6, 3),
    "inspection.duty.organisations": (96, 118, 121),
    "inspection.discipline_work.organisations": (58, 73, 77),
    "inspection.finance.organisations": (41, 55, 52),
    "inspection.dues.organisations": (138, 160, 171),
    "inspection.programme.done": (301, 322, 334),
    "discipline.violations": (81, 66, 53),
    "denunciations.received": (19, 16, 15),
    "denunciations.settled": (14, 15, 12),
    "appeals.received": (3, 2, 2),
    "appeals.settled": (2, 2, 1),
    "members.suspended": (6, 4, 3),
    "discipline.redress": (0, 0, 0),
    "propaganda.briefings": (182, 214, 205),
    "propaganda.briefing_attendances": (38120, 44300, 42650),
    "propaganda.members_to_brief": (43900, 44600, 45400),
    "propaganda.members_briefed": (42870, 43710, 44760),
    "propaganda.speaker_sessions": (640, 702, 688),
    "propaganda.speaker_attendances": (51200, 56900, 55340),
    "propaganda.news_items": (2870, 3120, 3254),
    "propaganda.opinion_surveys": (18, 22, 21),
    "dialogues.held": (124, 141, 138),
    "dialogues.attendances": (9860, 11240, 10980),
    "petitions.received": (1120, 1235, 1184),
    "petitions.settled": (812, 930, 901),
    "petitions.explained": (168, 175, 170),
    "petitions.referred": (74, 80, 66),
    "mass_work.front_supervision": (212, 246, 238),
    "mass_work.front_criticism": (64, 71, 69),
    "citizens.visits": (4180, 4365, 4012),
    "citizens.persons": (4760, 4940, 4518),
    "citizens.cases": (3105, 3240, 2987),
    "letters.received": (2210, 2318, 2145),
    "letters.handled": (2096, 2240, 2088),
    "offences.recorded": (486, 512, 451),
    "offences.cleared": (421, 449, 402),
    "proceedings.prosecuted.cases": (398, 421, 372),
    "proceedings.prosecuted.accused": (652, 690, 604),
    "proceedings.indicted.cases": (361, 390, 349),
    "proceedings.indicted.accused": (598, 641, 571),
    "proceedings.tried.cases": (344, 402, 351),
    "proceedings.tried.defendants": (571, 668, 580),
    "assets.declared": (310, 2640, 325),
    "assets.verified": (12, 96, 18),
    "office.documents": (5120, 5680, 5411),
    "tasks.due": (1860, 2040, 1987),
    "tasks.done_on_time": (1662, 1838, 1824),
    "tasks.done_late": (148, 152, 118),
    "iuu.violations": (26, 19, 11),
    "iuu.penalised": (24, 19, 11),
    "iuu.fines": (612.5, 488.0, 301.5),
    "site_clearance.area": (84.25, 102.4, 118.75),
    "site_clearance.households": (612, 705, 834),
    "site_clearance.compensation": (486.3, 571.85, 702.4),
    "budget.revenue": (2412.6, 2587.45, 2704.9),
    "public_investment.paid": (1105.2, 2048.75, 1290.35),
}
"""All other flows of the monthly forms."""

TOTALS: dict[str, tuple[float, float, float]] = PUBLISHED | MADE_UP

STOCKS: dict[str, tuple[int, int]] = {
    "members.total": (45210, 46440),
    "members.probationary": (1564, 1612),
    "organisations.grassroots.committees": (312, 308),
    "organisations.grassroots.cells": (401, 412),
    "organisations.subordinate_cells": (2148, 2186),
    "organisations.sub_committees": (12, 12),
    "hamlets.total": (512, 512),
    "hamlets.with_cell": (505, 512),
    "hamlets.with_committee": (481, 497),
    "members.suspended.current": (5, 3),
    "cases.followed": (7, 5),
    "fishing_vessels.required_vms": (1204, 1180),
    "fishing_vessels.with_vms": (1159, 1176),
}
"""Levels in the first and in the last month."""

OPENING: dict[str, int] = {
    "denunciations.pending": 6,
    "appeals.pending": 1,
    "petitions.pending": 140,
    "letters.pending": 210,
    "tasks.overdue": 42,
}
"""What was carried over into the first month, of indicators that follow from what came in and what was settled."""

YEAR_REVIEW: dict[str, int] = {
    "grading.organisations": 716,
    "grading.members": 44980,
    "posts.granted": 1184,
    "posts.filled": 1141,
    "mass_work.models.registered": 486,
    "mass_work.models.effective": 402,
}
"""The yearly form of 2023."""

TARGETS: dict[str, dict[int, int]] = {
    "members.admitted": {2023: 1400, 2024: 1450},
    "members.admitted.non_state_enterprise": {2023: 45, 2024: 50},
    "organisations.founded.non_state_enterprise": {2023: 4, 2024: 5},
    "inspection.programme.done": {2023: 612, 2024: 640},
    "budget.revenue": {2023: 4900, 2024: 5150},
    "public_investment.paid": {2023: 3300, 2024: 3480},
}
"""What the year was to bring."""

SHARES: dict[str, tuple[float, ...]] = {
    "sex": (0.46, 0.54),
    "ethnicity_religion": (0.09, 0.05),
    "occupation": (0.14, 0.11),
    "enterprise_type": (0.7, 0.2, 0.1),
    "position": (0.24,),
    "acting_body": (0.62, 0.38),
    "discipline_form_organisations": (0.75, 0.25, 0.0001),
    "discipline_form_members": (0.64, 0.2, 0.05, 0.11),
    "violation_kind": (0.34, 0.12, 0.26, 0.06, 0.12, 0.1),
    "denunciation_outcome": (0.15, 0.3, 0.55),
    "grade": (0.17, 0.68, 0.14, 0.01),
}
"""The usual share of each category of a breakdown."""

COASTAL = frozenset({"DL", "QB", "CS"})
COASTAL_TOPICS = ("fishing_vessels.", "iuu.")
"""Only districts at the sea have fishing vessels."""
