"""Runs the program as `python -m antragsbudget`."""

import sys

from antragsbudget.cli.main import main

sys.exit(main())
