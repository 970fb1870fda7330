from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from giaoban.followup.guards import lower_guards, raise_guards


def raise_(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    raise_guards(schema_editor.connection)


def lower(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    lower_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(raise_, lower),
    ]
