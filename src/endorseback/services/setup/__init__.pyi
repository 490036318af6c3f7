from .account_probe import Probe as Probe
from .account_probe import probe as probe
from .config_writer import new_config as new_config
from .config_writer import with_account as with_account
from .config_writer import write_config as write_config
