from .choose_scheduler import choose as choose
from .choose_scheduler import schedulers as schedulers
from .crontab import Crontab as Crontab
from .job import fetch_job as fetch_job
from .job import missing_at_run_time as missing_at_run_time
from .scheduler import Plan as Plan
from .scheduler import Scheduler as Scheduler
