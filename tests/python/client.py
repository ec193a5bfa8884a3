"""Runs exported Python files and prints what their clients hold, as JSON."""

import inspect
import json
import runpy
import sys

# The client's dependencies still use a function that Python 3.11 no longer has.
inspect.getargspec = inspect.getfullargspec


def read(file):
    client = runpy.run_path(file)["client"]
    return {
        "address": client.default_address,
        "api": client.api_key_credentials,
        "private": client.stark_private_key,
        "public": client.stark_public_key,
        "y": client.stark_public_key_y_coordinate,
    }


print(json.dumps([read(file) for file in sys.argv[1:]]))
