from .check import Check as Check
from .run_checks import examine as examine
