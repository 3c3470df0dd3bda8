"""What can go wrong before the stack runs. Each message is one sentence that says what to do.

StackError
├── TemplateError   the template asks for something that cannot be run locally, or does not hold together
├── ToolError       a tool is missing, or could not be fetched
└── PortTaken       somebody else listens where the stack wants to
"""


class StackError(Exception):
    """The stack cannot start."""


class TemplateError(StackError):
    pass


class ToolError(StackError):
    pass


class PortTaken(StackError):
    pass
