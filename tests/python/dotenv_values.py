"""Prints what python-dotenv reads in files, as JSON."""

import json
import sys

from dotenv import dotenv_values

print(json.dumps([dotenv_values(file) for file in sys.argv[1:]]))
