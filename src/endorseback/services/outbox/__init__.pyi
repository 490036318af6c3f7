from .channels import sender_of as sender_of
from .composer import accounts_for as accounts_for
from .composer import compose as compose
from .composer import known_address as known_address
from .sender import MessageReport as MessageReport
from .sender import OutboxSender as OutboxSender
from .sender import due_messages as due_messages
from .sender import looking_at as looking_at
