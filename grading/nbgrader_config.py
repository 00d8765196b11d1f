"""Settings for nbgrader's own commands, run in this folder.

The same as readyroom's grader uses, but for the kernel: stock nbgrader starts one.
READYROOM_DATA names the data folder; without it, it is ``var`` beside this folder.
"""

import os
from pathlib import Path

from readyroom.gradebook.course import settings
from readyroom.records.paths import Data

data = Path(os.environ.get("READYROOM_DATA") or Path(__file__).parent.parent / "var")
c = get_config()
c.merge(settings(Data(data.resolve())))
