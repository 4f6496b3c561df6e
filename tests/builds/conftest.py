"""The modules of packaging/ lie outside the program; here they can be imported."""

import sys

from tests.arch.tree import ROOT

sys.path.append(str(ROOT / "packaging"))
