"""With which workflow a widget's conversations begin, if with any."""

from frontdesk.domain.vocabulary import HandlerType
from frontdesk.domain.widget import Widget
from frontdesk.domain.workflow.record import WorkflowPin
from frontdesk.use_cases.workflow_ports import Workflows


def workflow_to_begin(workflows: Workflows, widget: Widget) -> WorkflowPin | None:
    """At its latest version. None for a widget that begins otherwise, or whose workflow is not active."""
    if widget.handler_type is not HandlerType.WORKFLOW or widget.handler_id is None:
        return None
    found = workflows.get(widget.tenant_id, widget.handler_id)
    return WorkflowPin(found.id, found.version) if found and found.active else None
