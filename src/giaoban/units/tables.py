"""Migrations that make many tables, quickly."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class TablesAtOnce(migrations.Migration):
    """A migration of nothing but `CreateModel`. Django reads the models once after all of them: else it reads every
    model that is related to a new one anew, and then the next, which takes most of the time of a migration.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        # All models are read anew when they are next asked for, and what earlier migrations left for later with them.
        project_state.__dict__.pop("apps", None)
        project_state.is_delayed = False
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
