"""`python -m mediadesk`."""

import sys

from mediadesk.app import main

if __name__ == "__main__":
    sys.exit(main())
