"""Reads a safetensors file by the format's specification and NumPy alone, and writes it again in another order.

usage: safetensors_numpy.py IN OUT FOLDER
FOLDER gets each tensor as a float32 .npy file, named by its place in the header.
"""
import json
import pathlib
import struct
import sys

import numpy

DTYPES = {"F64": "<f8", "F32": "<f4", "I64": "<i8"}

source, target, folder = (pathlib.Path(argument) for argument in sys.argv[1:])
data = source.read_bytes()
(length,) = struct.unpack("<Q", data[:8])
assert length <= 100_000_000 and data[8:9] == b"{"
header = json.loads(data[8 : 8 + length].decode("utf-8"))
metadata = header.pop("__metadata__", {})
assert all(isinstance(text, str) for text in metadata.values())
body = memoryview(data)[8 + length :]

tensors = {}
covered = 0
for name, entry in sorted(header.items(), key=lambda pair: pair[1]["data_offsets"]):
    begin, end = entry["data_offsets"]
    assert begin == covered, f"{name} leaves a gap or overlaps"
    covered = end
    tensors[name] = numpy.frombuffer(body[begin:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
assert covered == len(body), "bytes are left that no tensor covers"

for place, name in enumerate(header):
    numpy.save(folder / f"{place}.npy", numpy.atleast_1d(tensors[name]).astype("<f4"))

again, offset = {}, 0
for name in sorted(tensors, reverse=True):
    size = tensors[name].nbytes
    again[name] = {**header[name], "data_offsets": [offset, offset + size]}
    offset += size
text = json.dumps(again).encode()
target.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(tensors[name].tobytes() for name in again))
