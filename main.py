"""Start Mentor Desktop from a checkout whose environment is prepared; elsewhere say what prepares it."""

import sys

try:
    from mentor_desktop.__main__ import main

    sys.exit(main())
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed here. This prepares everything and starts: python3 dev.py run")
