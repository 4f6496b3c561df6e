"""Where the frozen program begins."""

import sys

from mediadesk.app import main

sys.exit(main())
