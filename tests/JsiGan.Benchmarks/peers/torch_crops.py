"""Random crop pairs (HR 160, LR 80) from planar 4:4:4 frames in memory-mapped files, one thread, page cache warm. Prints rate=PAIRS_PER_SECOND."""
import os
import random
import sys
import time

import torch

FRAMES, WIDTH, HEIGHT, LOW, SCALE = 8, 3840, 2160, 80, 2


def mapped(path, dtype, width, height):
    count = FRAMES * 3 * height * width
    if not os.path.exists(path):
        with open(path, "wb") as file:
            block = os.urandom(1 << 20)
            left = count * torch.empty(0, dtype=dtype).element_size()
            while left > 0:
                file.write(block[:left])
                left -= len(block)
    return torch.from_file(path, shared=False, size=count, dtype=dtype).view(FRAMES, 3, height, width)


def main():
    folder, pairs = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(1)
    high = mapped(os.path.join(folder, "peer-high.raw"), torch.int16, WIDTH, HEIGHT)
    low = mapped(os.path.join(folder, "peer-low.raw"), torch.uint8, WIDTH // SCALE, HEIGHT // SCALE)
    high.sum(), low.sum()  # warms the page cache
    pick = random.Random(1)
    hdr = torch.empty((3, LOW * SCALE, LOW * SCALE), dtype=torch.int16)
    sdr = torch.empty((3, LOW, LOW), dtype=torch.uint8)
    start = time.perf_counter()
    for _ in range(pairs):
        frame = pick.randrange(FRAMES)
        x, y = pick.randrange(WIDTH // SCALE - LOW + 1), pick.randrange(HEIGHT // SCALE - LOW + 1)
        sdr.copy_(low[frame, :, y:y + LOW, x:x + LOW])
        hdr.copy_(high[frame, :, y * SCALE:(y + LOW) * SCALE, x * SCALE:(x + LOW) * SCALE])
    print(f"rate={pairs / (time.perf_counter() - start):.1f}")


main()
