import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import giaoban.figures.models
from giaoban.units.tables import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("people", "0002_doors"),
        ("units", "0002_versions_fit_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programme_duties", to="units.unit"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="công việc")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="căn cứ")),
                ("rule", models.CharField(max_length=200, verbose_name="lặp lại")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "việc định kỳ theo quy chế",
                "verbose_name_plural": "việc định kỳ theo quy chế",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DueReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("task_soon", "nhiệm vụ sắp đến hạn"),
                            ("task_late", "nhiệm vụ quá hạn"),
                            ("recommendation_soon", "kiến nghị sắp đến hạn trả lời"),
                            ("recommendation_late", "kiến nghị quá hạn trả lời"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("day", models.DateField(verbose_name="ngày")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="nhắc lúc")),
            ],
            options={
                "verbose_name": "lần nhắc việc",
                "verbose_name_plural": "các lần nhắc việc",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number", "day"), name="one_due_reminder_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="LastLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="last_look",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="xem lúc")),
                ("before", models.DateTimeField(null=True, verbose_name="lần trước")),
            ],
            options={
                "verbose_name": "lần xem gần nhất",
                "verbose_name_plural": "lần xem gần nhất",
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="topics", to="units.unit"
                    ),
                ),
                ("code", models.SlugField(max_length=64, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên chuyên đề")),
                ("about", models.TextField(blank=True, verbose_name="mục đích, phạm vi")),
                ("started_on", models.DateField(verbose_name="từ ngày")),
                ("closed_on", models.DateField(null=True, verbose_name="kết thúc ngày")),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
            ],
            options={
                "verbose_name": "chuyên đề",
                "verbose_name_plural": "chuyên đề",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programme_items", to="units.unit"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="followup.programmeduty",
                    ),
                ),
                ("turn", models.DateField(null=True, verbose_name="kỳ đến lượt")),
                ("year", models.PositiveIntegerField(verbose_name="năm")),
                ("month", models.PositiveSmallIntegerField(verbose_name="tháng")),
                ("first_month", models.PositiveSmallIntegerField(verbose_name="tháng theo chương trình")),
                ("title", models.CharField(max_length=300, verbose_name="công việc")),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="cơ quan chuẩn bị")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "chưa thực hiện"),
                            ("done", "đã thực hiện"),
                            ("dropped", "đưa ra khỏi chương trình"),
                        ],
                        default="planned",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("done_on", models.DateField(null=True, verbose_name="thực hiện ngày")),
                ("result", models.TextField(blank=True, verbose_name="kết quả")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
            ],
            options={
                "verbose_name": "việc trong chương trình làm việc",
                "verbose_name_plural": "việc trong chương trình làm việc",
                "ordering": ["year", "month", "pk"],
                "indexes": [models.Index(fields=["unit", "year", "month"], name="programme_of_a_year")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("duty__isnull", False)), fields=("duty", "turn"), name="one_item_a_turn"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_month__range", (1, 12)), ("month__range", (1, 12))),
                        name="programme_months_exist",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations_raised",
                        to="units.unit",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations_received",
                        to="units.unit",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations_owned",
                        to="units.unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="followup.recommendation",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="followup.topic",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung kiến nghị")),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="lĩnh vực")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("centre", "Trung ương"),
                            ("province", "cấp tỉnh"),
                            ("district", "cấp huyện"),
                            ("commune", "cấp xã, cơ sở"),
                        ],
                        max_length=16,
                        verbose_name="cấp có thẩm quyền",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("submission", "báo cáo của đơn vị"),
                            ("working_session", "buổi làm việc với đơn vị"),
                            ("meeting", "hội nghị, giao ban"),
                            ("letter", "văn bản của đơn vị"),
                        ],
                        max_length=20,
                        verbose_name="nguồn",
                    ),
                ),
                ("origin_title", models.CharField(max_length=300, verbose_name="cuộc họp, văn bản nêu kiến nghị")),
                ("received_on", models.DateField(verbose_name="tiếp nhận ngày")),
                ("due", models.DateField(null=True, verbose_name="hạn trả lời")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "đã tiếp nhận"),
                            ("classified", "đã phân loại"),
                            ("passed_on", "đã chuyển cơ quan giải quyết"),
                            ("in_progress", "đang giải quyết"),
                            ("answered", "đã trả lời, chờ nơi kiến nghị xác nhận"),
                            ("closed", "đã giải quyết xong"),
                            ("deferred", "chưa giải quyết vì lý do khách quan"),
                            ("sent_up", "đã kiến nghị lên cấp trên"),
                            ("split", "đã tách thành nhiều nội dung"),
                            ("withdrawn", "đã rút"),
                        ],
                        default="received",
                        max_length=16,
                        verbose_name="trạng thái",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="nội dung trả lời")),
                ("answered_on", models.DateField(null=True, verbose_name="trả lời ngày")),
                ("closed_on", models.DateField(null=True, verbose_name="giải quyết xong ngày")),
                ("timetable", models.TextField(blank=True, verbose_name="lộ trình giải quyết")),
                ("sent_up_to", models.CharField(blank=True, max_length=200, verbose_name="đã kiến nghị tới")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
            ],
            options={
                "verbose_name": "kiến nghị",
                "verbose_name_plural": "kiến nghị",
                "ordering": ["-received_on", "-pk"],
                "indexes": [
                    models.Index(fields=["unit", "state"], name="recommendations_of_a_unit"),
                    models.Index(fields=["owner", "state"], name="recommendations_of_an_owner"),
                    models.Index(fields=["closed_on"], name="recommendations_by_closing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks_given", to="units.unit"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks_led", to="units.unit"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="followup.topic",
                    ),
                ),
                ("what", models.TextField(verbose_name="nội dung nhiệm vụ")),
                ("reporting", models.CharField(blank=True, max_length=200, verbose_name="cách báo cáo")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("conclusion", "kết luận cuộc họp"),
                            ("document", "văn bản"),
                            ("letter", "công văn, thư"),
                        ],
                        max_length=16,
                        verbose_name="nguồn giao",
                    ),
                ),
                ("origin_title", models.CharField(max_length=300, verbose_name="văn bản, cuộc họp giao")),
                ("origin_on", models.DateField(verbose_name="ngày giao")),
                ("deadline", models.DateField(verbose_name="thời hạn")),
                ("first_deadline", models.DateField(verbose_name="thời hạn giao ban đầu")),
                ("asked_deadline", models.DateField(null=True, verbose_name="thời hạn xin gia hạn")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "dự thảo"),
                            ("issued", "đã giao"),
                            ("acknowledged", "đã nhận"),
                            ("in_progress", "đang thực hiện"),
                            ("reported", "đã báo cáo hoàn thành"),
                            ("confirmed", "đã xác nhận hoàn thành"),
                            ("suspended", "tạm dừng"),
                            ("cancelled", "đã hủy"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="trạng thái",
                    ),
                ),
                ("issued_on", models.DateField(null=True, verbose_name="giao ngày")),
                ("reported_on", models.DateField(null=True, verbose_name="báo cáo hoàn thành ngày")),
                ("confirmed_on", models.DateField(null=True, verbose_name="xác nhận ngày")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
                ("helpers", models.ManyToManyField(related_name="tasks_helped", to="units.unit")),
            ],
            options={
                "verbose_name": "nhiệm vụ",
                "verbose_name_plural": "nhiệm vụ",
                "ordering": ["deadline", "pk"],
                "indexes": [
                    models.Index(fields=["lead", "state", "deadline"], name="tasks_of_a_lead"),
                    models.Index(fields=["unit", "state", "deadline"], name="tasks_of_a_giver"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="followup.topic"
                    ),
                ),
                ("indicator", models.CharField(max_length=100, verbose_name="mã chỉ tiêu")),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "chỉ tiêu của chuyên đề",
                "verbose_name_plural": "chỉ tiêu của chuyên đề",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("topic", "indicator"), name="one_indicator_a_topic")],
            },
        ),
        migrations.CreateModel(
            name="TopicDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="followup.topic"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("title", models.CharField(max_length=300, verbose_name="trích yếu")),
                ("on", models.DateField(verbose_name="ngày")),
            ],
            options={
                "verbose_name": "văn bản của chuyên đề",
                "verbose_name_plural": "văn bản của chuyên đề",
                "ordering": ["-on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="followup.topic"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="units.unit"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên dự án")),
                ("area", giaoban.figures.models.ScaledDecimalField(verbose_name="diện tích phải bàn giao (ha)")),
                ("households", models.PositiveIntegerField(verbose_name="số hộ phải chi trả")),
                ("money", giaoban.figures.models.ScaledDecimalField(verbose_name="kế hoạch vốn (đồng)")),
                ("due", models.DateField(null=True, verbose_name="hạn bàn giao mặt bằng")),
                ("closed_on", models.DateField(null=True, verbose_name="kết thúc ngày")),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "dự án",
                "verbose_name_plural": "dự án",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="followup.programmeitem"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("planned", "đưa vào chương trình"),
                            ("revised", "sửa nội dung"),
                            ("moved", "chuyển tháng"),
                            ("done", "ghi nhận đã thực hiện"),
                            ("reopened", "ghi nhận lại là chưa thực hiện"),
                            ("dropped", "đưa ra khỏi chương trình"),
                        ],
                        max_length=16,
                        verbose_name="việc",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("revision", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="nội dung, lý do")),
                ("month_before", models.PositiveSmallIntegerField()),
                ("month_after", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "diễn biến chương trình làm việc",
                "verbose_name_plural": "diễn biến chương trình làm việc",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RecommendationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="followup.recommendation"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("received", "tiếp nhận"),
                            ("classified", "phân loại"),
                            ("passed_on", "chuyển cơ quan giải quyết"),
                            ("started", "bắt đầu giải quyết"),
                            ("progressed", "báo cáo tiến độ"),
                            ("answered", "trả lời"),
                            ("confirmed", "xác nhận đã giải quyết xong"),
                            ("disputed", "không đồng ý với trả lời"),
                            ("deferred", "nêu lộ trình giải quyết"),
                            ("sent_up", "kiến nghị lên cấp trên"),
                            ("split", "tách nội dung"),
                            ("withdrawn", "rút kiến nghị"),
                        ],
                        max_length=20,
                        verbose_name="việc",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("revision", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="nội dung, lý do")),
            ],
            options={
                "verbose_name": "diễn biến kiến nghị",
                "verbose_name_plural": "diễn biến kiến nghị",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="followup.task"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("drafted", "soạn nhiệm vụ"),
                            ("revised", "sửa dự thảo"),
                            ("issued", "giao nhiệm vụ"),
                            ("acknowledged", "nhận nhiệm vụ"),
                            ("started", "bắt đầu thực hiện"),
                            ("progressed", "báo cáo tiến độ"),
                            ("reported", "báo cáo hoàn thành"),
                            ("sent_back", "yêu cầu làm tiếp"),
                            ("confirmed", "xác nhận hoàn thành"),
                            ("extension_asked", "xin gia hạn"),
                            ("extension_granted", "đồng ý gia hạn"),
                            ("extension_refused", "không đồng ý gia hạn"),
                            ("suspended", "tạm dừng"),
                            ("resumed", "tiếp tục thực hiện"),
                            ("cancelled", "hủy nhiệm vụ"),
                        ],
                        max_length=20,
                        verbose_name="việc",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("revision", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, verbose_name="nội dung, lý do")),
                ("deadline_before", models.DateField(verbose_name="thời hạn trước")),
                ("deadline_after", models.DateField(verbose_name="thời hạn sau")),
            ],
            options={
                "verbose_name": "diễn biến nhiệm vụ",
                "verbose_name_plural": "diễn biến nhiệm vụ",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="followup.project"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="mốc")),
                ("due", models.DateField(verbose_name="hạn")),
                ("done_on", models.DateField(null=True, verbose_name="đạt ngày")),
            ],
            options={
                "verbose_name": "mốc tiến độ",
                "verbose_name_plural": "mốc tiến độ",
                "ordering": ["due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="obstacles", to="followup.project"
                    ),
                ),
                ("text", models.TextField(verbose_name="vướng mắc")),
                ("raised_on", models.DateField(verbose_name="nêu ngày")),
                ("cleared_on", models.DateField(null=True, verbose_name="tháo gỡ ngày")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "vướng mắc",
                "verbose_name_plural": "vướng mắc",
                "ordering": ["raised_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProjectReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="followup.project"
                    ),
                ),
                ("day", models.DateField(verbose_name="đến ngày")),
                ("area", giaoban.figures.models.ScaledDecimalField(verbose_name="diện tích đã bàn giao (ha)")),
                ("households", models.PositiveIntegerField(verbose_name="số hộ đã chi trả")),
                ("money", giaoban.figures.models.ScaledDecimalField(verbose_name="đã giải ngân (đồng)")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "báo cáo tiến độ dự án",
                "verbose_name_plural": "báo cáo tiến độ dự án",
                "ordering": ["day", "pk"],
            },
        ),
    ]
