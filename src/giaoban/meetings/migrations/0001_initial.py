import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from giaoban.units.tables import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("followup", "0001_initial"),
        ("people", "__first__"),
        ("units", "0002_versions_fit_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meeting_series", to="units.unit"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("briefing", "Giao ban"),
                            ("conference", "Hội nghị"),
                            ("working_session", "Làm việc với đơn vị"),
                            ("steering_committee", "Họp Ban Chỉ đạo"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên")),
                ("rule", models.CharField(max_length=200, verbose_name="lặp lại")),
                ("starts_at", models.DateTimeField(verbose_name="buổi đầu")),
                ("minutes", models.PositiveIntegerField(verbose_name="thời lượng (phút)")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                ("template", models.CharField(blank=True, max_length=64, verbose_name="mẫu báo cáo")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_series",
                        to="followup.topic",
                    ),
                ),
                ("uid", models.CharField(max_length=64, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("ends_on", models.DateField(null=True, verbose_name="kết thúc ngày")),
            ],
            options={
                "verbose_name": "chuỗi cuộc họp định kỳ",
                "verbose_name_plural": "chuỗi cuộc họp định kỳ",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="units.unit"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="meetings.series",
                    ),
                ),
                ("turn", models.DateTimeField(null=True, verbose_name="buổi theo lịch")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("briefing", "Giao ban"),
                            ("conference", "Hội nghị"),
                            ("working_session", "Làm việc với đơn vị"),
                            ("steering_committee", "Họp Ban Chỉ đạo"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên cuộc họp")),
                ("starts_at", models.DateTimeField(verbose_name="bắt đầu")),
                ("ends_at", models.DateTimeField(verbose_name="kết thúc")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                ("about", models.TextField(blank=True, verbose_name="mục đích, yêu cầu")),
                ("period", models.CharField(blank=True, max_length=32, verbose_name="kỳ xem xét")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="followup.topic",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "đang chuẩn bị"),
                            ("invited", "đã mời"),
                            ("running", "đang họp"),
                            ("ended", "đã họp"),
                            ("cancelled", "đã hoãn, hủy"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("uid", models.CharField(max_length=64, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
                (
                    "current_item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="đang bàn",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuộc họp",
                "verbose_name_plural": "cuộc họp",
                "ordering": ["-starts_at", "-pk"],
                "indexes": [models.Index(fields=["unit", "starts_at"], name="meetings_of_a_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("series__isnull", False)),
                        fields=("series", "turn"),
                        name="one_meeting_a_turn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="meeting_runs_forward"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="meetings.meeting"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="nội dung")),
                (
                    "presenter_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="người trình bày (chức vụ)")),
                ("minutes", models.PositiveIntegerField(default=10, verbose_name="số phút")),
                (
                    "binding",
                    models.CharField(
                        choices=[
                            ("none", "không gắn"),
                            ("report", "báo cáo"),
                            ("indicator", "chỉ tiêu"),
                            ("topic", "chuyên đề"),
                            ("tasks", "nhiệm vụ đang mở"),
                            ("recommendations", "kiến nghị đang mở"),
                        ],
                        default="none",
                        max_length=16,
                        verbose_name="gắn với",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=100, verbose_name="mẫu báo cáo hoặc chỉ tiêu")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.topic"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="followup.task",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "chưa bàn"), ("running", "đang bàn"), ("done", "đã bàn")],
                        default="waiting",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("started_at", models.DateTimeField(null=True, verbose_name="bắt đầu lúc")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                ("notes", models.TextField(blank=True, verbose_name="ghi biên bản")),
                ("notes_revision", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "nội dung chương trình họp",
                "verbose_name_plural": "nội dung chương trình họp",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NoticeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_versions",
                        to="meetings.meeting",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "dự thảo của Văn phòng"),
                            ("chair", "bản chủ trì cho ý kiến"),
                            ("issued", "bản ban hành"),
                        ],
                        max_length=8,
                        verbose_name="bản",
                    ),
                ),
                ("body", models.TextField()),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(null=True, verbose_name="ngày ban hành")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "bản thông báo kết luận",
                "verbose_name_plural": "các bản thông báo kết luận",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="one_notice_version_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="LiveEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="live_events", to="meetings.meeting"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "khai mạc, bế mạc"),
                            ("item", "chuyển nội dung"),
                            ("comment", "ý kiến"),
                            ("speakers", "danh sách phát biểu"),
                            ("vote", "biểu quyết"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("row", models.BigIntegerField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "diễn biến trực tiếp",
                "verbose_name_plural": "diễn biến trực tiếp",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "number"), name="one_live_event_a_number")],
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="meetings.meeting"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("planned", "lập cuộc họp"),
                            ("revised", "sửa cuộc họp"),
                            ("agenda_changed", "sửa chương trình"),
                            ("invited", "gửi giấy mời"),
                            ("answered", "trả lời giấy mời"),
                            ("checked", "điểm danh"),
                            ("moved", "đổi thời gian, địa điểm"),
                            ("opened", "khai mạc"),
                            ("ended", "bế mạc"),
                            ("reopened", "mở lại"),
                            ("cancelled", "hoãn, hủy"),
                            ("notice_issued", "ban hành thông báo kết luận"),
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
                "verbose_name": "diễn biến cuộc họp",
                "verbose_name_plural": "diễn biến cuộc họp",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="meetings.meeting"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invited_to",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "chủ trì"),
                            ("secretary", "thư ký"),
                            ("member", "thành phần dự"),
                            ("guest", "khách mời"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="tư cách",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "chưa trả lời"),
                            ("accepted", "sẽ dự"),
                            ("substitute", "cử người dự thay"),
                            ("declined", "vắng mặt có lý do"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="trả lời",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                ("substitute", models.CharField(blank=True, max_length=200, verbose_name="người dự thay (chức vụ)")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("unknown", "chưa điểm danh"),
                            ("present", "có mặt"),
                            ("substitute", "dự thay"),
                            ("absent", "vắng mặt"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="điểm danh",
                    ),
                ),
                ("invited_at", models.DateTimeField(null=True, verbose_name="mời lúc")),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "thành phần dự họp",
                "verbose_name_plural": "thành phần dự họp",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "unit", "person"), name="one_place_a_person"),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", True)),
                        fields=("meeting", "unit"),
                        name="one_place_a_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="meetings.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="papers",
                        to="meetings.agendaitem",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField(verbose_name="dung lượng (byte)")),
                ("sha256", models.CharField(max_length=64)),
                ("data", models.BinaryField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "tài liệu họp",
                "verbose_name_plural": "tài liệu họp",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_notes",
                        to="meetings.agendaitem",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="ghi chú riêng")),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
            ],
            options={
                "verbose_name": "ghi chú riêng",
                "verbose_name_plural": "ghi chú riêng",
                "constraints": [models.UniqueConstraint(fields=("person", "item"), name="one_private_note_an_item")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="meetings.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="ý kiến")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "ý kiến",
                "verbose_name_plural": "ý kiến",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conclusions", to="meetings.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="meetings.agendaitem",
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("what", models.TextField(verbose_name="việc phải làm")),
                ("is_statement", models.BooleanField(default=False, verbose_name="chỉ là nhận định, không giao việc")),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("is_alone", models.BooleanField(default=False, verbose_name="không có cơ quan phối hợp")),
                ("deadline", models.DateField(null=True, verbose_name="thời hạn")),
                ("reporting", models.CharField(blank=True, max_length=200, verbose_name="cách báo cáo")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.topic"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusion",
                        to="followup.task",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="thay đổi lúc")),
                ("helpers", models.ManyToManyField(related_name="+", to="units.unit")),
            ],
            options={
                "verbose_name": "kết luận",
                "verbose_name_plural": "kết luận",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SpeakRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speak_requests",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="đăng ký lúc")),
                ("called_at", models.DateTimeField(null=True, verbose_name="mời phát biểu lúc")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="rút lúc")),
            ],
            options={
                "verbose_name": "đăng ký phát biểu",
                "verbose_name_plural": "đăng ký phát biểu",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="meetings.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="meetings.agendaitem",
                    ),
                ),
                ("question", models.CharField(max_length=500, verbose_name="nội dung biểu quyết")),
                ("is_named", models.BooleanField(default=False, verbose_name="biểu quyết ghi tên")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="đóng lúc")),
                ("agree", models.PositiveIntegerField(null=True, verbose_name="tán thành")),
                ("disagree", models.PositiveIntegerField(null=True, verbose_name="không tán thành")),
                ("abstain", models.PositiveIntegerField(null=True, verbose_name="ý kiến khác")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "biểu quyết",
                "verbose_name_plural": "biểu quyết",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="meetings.vote"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.participant"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[("agree", "tán thành"), ("disagree", "không tán thành"), ("abstain", "ý kiến khác")],
                        max_length=10,
                        verbose_name="biểu quyết",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "phiếu",
                "verbose_name_plural": "phiếu",
                "constraints": [
                    models.UniqueConstraint(fields=("vote", "participant"), name="one_ballot_a_participant")
                ],
            },
        ),
    ]
