"""PyTorch's Gloo as the reference of `jsigan bench allreduce`: prints the slowest rank's median seconds of one all-reduce."""
import argparse
import os
import statistics
import tempfile
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp


def rank_main(rank, args, store, results):
    torch.set_num_threads(1)
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    dist.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=args.world)
    values = torch.empty(args.bytes // 4)
    seconds = []
    for round_ in range(-1, args.rounds):
        values.fill_(rank + 1)
        dist.barrier()
        start = time.perf_counter()
        dist.all_reduce(values)
        if round_ >= 0:
            seconds.append(time.perf_counter() - start)
        assert values[0] == values[-1] == args.world * (args.world + 1) // 2
    results.put(statistics.median(seconds))
    dist.barrier()
    dist.destroy_process_group()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--world", type=int, default=2)
    parser.add_argument("--bytes", type=int, default=115_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = mp.get_context("spawn").SimpleQueue()
        mp.spawn(rank_main, (args, os.path.join(folder, "store"), results), nprocs=args.world)
        print(max(results.get() for _ in range(args.world)))
