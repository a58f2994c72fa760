"""Writes the MATLAB v7.3 files of this folder as MATLAB's save does, through the HDF5 C library (Debian's package python3-h5py)."""
import os
import sys
import h5py
import numpy as np

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
TEXT = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(124) + b"\0\2IM"
# Not square, so that an axis taken for another one shows.
COUNT, WIDTH, HEIGHT = 5, 48, 32


def hdr():
    n, c, x, y = np.ogrid[:COUNT, :3, :WIDTH, :HEIGHT]
    return ((n * 101 + c * 211 + x * 7 + y * 13) % 1024).astype(np.uint16)


def sdr():
    n, c, x, y = np.ogrid[:COUNT, :3, :WIDTH // 2, :HEIGHT // 2]
    return ((n * 31 + c * 61 + x * 3 + y * 5) % 256).astype(np.uint8)


def write(name, arrays, **storage):
    path = os.path.join(OUT, name)
    with h5py.File(path, "w", libver="earliest", userblock_size=512) as file:
        for key, samples in arrays.items():
            dataset = file.create_dataset(key, data=samples, **storage)
            dataset.attrs["MATLAB_class"] = np.bytes_(samples.dtype.name)
    with open(path, "r+b") as file:
        file.write(TEXT)


# Chunks that span two pictures, and others that divide one.
write("train.mat", {"HDR_data": hdr(), "SDR_data": sdr()}, chunks=(2, 3, 24, 16), compression=3)
write("test-hdr.mat", {"HDR_YUV": hdr()}, chunks=(1, 1, 20, 32), compression=3, shuffle=True, fletcher32=True)
write("test-sdr.mat", {"SDR_YUV": sdr()})
