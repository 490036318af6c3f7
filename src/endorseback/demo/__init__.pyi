from .session import Session as Session
from .session import run_session as run_session
