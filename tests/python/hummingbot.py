"""Reads and writes files as Hummingbot does: YAML by ruamel.yaml, values by eth_account and eth_keyfile.

    hummingbot.py read PASSWORD FILE…     prints the decrypted values of each dydx_perpetual.yml, as JSON
    hummingbot.py write PASSWORD VALUES   prints a dydx_perpetual.yml of {name: value}
    hummingbot.py verification PASSWORD   prints a .password_verification
"""

import inspect
import json
import os
import sys

# eth_account's dependencies still use a function that Python 3.11 no longer has.
inspect.getargspec = inspect.getfullargspec

from eth_account import Account
from eth_keyfile import keyfile
from ruamel.yaml import YAML


def decrypt(value, password):
    return Account.decrypt(json.loads(bytes.fromhex(value)), password).decode()


def encrypt(value, password):
    # As create_keyfile_json does it, which takes nothing but 32-byte keys.
    salt, iv, rounds = os.urandom(16), os.urandom(16), 1_000_000
    key = keyfile._pbkdf2_hash(password.encode(), hash_name="sha256", salt=salt, iterations=rounds, dklen=32)
    ciphertext = keyfile.encrypt_aes_ctr(value.encode(), key[:16], int.from_bytes(iv, "big"))
    crypto = {
        "cipher": "aes-128-ctr",
        # As a number's digits, so that zeros in front are missing.
        "cipherparams": {"iv": keyfile.encode_hex_no_prefix(keyfile.int_to_big_endian(int.from_bytes(iv, "big")))},
        "ciphertext": ciphertext.hex(),
        "kdf": "pbkdf2",
        "kdfparams": {"c": rounds, "dklen": 32, "prf": "hmac-sha256", "salt": salt.hex()},
        "mac": keyfile.keccak(key[16:32] + ciphertext).hex(),
    }
    return json.dumps({"crypto": crypto, "version": 3, "alias": ""}).encode().hex()


def read(file, password):
    with open(file) as text:
        settings = YAML().load(text)
    connector = settings.pop("connector")
    return {"connector": connector, **{name: decrypt(value, password) for name, value in settings.items()}}


command, password, *rest = sys.argv[1:]
if command == "read":
    print(json.dumps([read(file, password) for file in rest]))
elif command == "write":
    print("connector: dydx_perpetual\n")
    for name, value in json.loads(rest[0]).items():
        print(f"{name}: {encrypt(value, password)}\n")
else:
    print(encrypt("HummingBot", password), end="")
