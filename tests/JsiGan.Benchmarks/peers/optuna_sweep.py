#!/usr/bin/python3
"""Optuna's searchers on the problems of `jsigan bench sweep` (tests/JsiGan.Benchmarks/Benches/Sweeps/Problems): Debian's python3-optuna and
python3-cmaes, samplers with their defaults.

Prints a line a study: problem, sampler, seed, then the result after each budget: the simple regret (the noise-free value of the trial with
the best measured one, less the optimum), or the hypervolume.
"""
import argparse
import math
import multiprocessing
import warnings

import numpy as np
import optuna

HARTMANN_ALPHA = np.array([1.0, 1.2, 3.0, 3.2])
HARTMANN_A = np.array([
    [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
HARTMANN_P = 1e-4 * np.array([
    [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]])


def branin(x):
    u, v = x
    return (v - 5.1 / (4 * math.pi**2) * u**2 + 5 / math.pi * u - 6)**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(u) + 10


def hartmann6(x):
    return -float(HARTMANN_ALPHA @ np.exp(-np.sum(HARTMANN_A * (np.asarray(x) - HARTMANN_P)**2, axis=1)))


def rosenbrock(x):
    return sum(100 * (b - a * a)**2 + (1 - a)**2 for a, b in zip(x, x[1:]))


def zdt1(x):
    g = 1 + 9 * sum(x[1:]) / (len(x) - 1)
    return x[0], g * (1 - math.sqrt(x[0] / g))


# Name: function, bounds, optimum (or reference point), standard deviation of the noise.
PROBLEMS = {
    "branin": (branin, [(-5, 10), (0, 15)], 0.39788735772973816, 0.0),
    "hartmann6": (hartmann6, [(0, 1)] * 6, -3.322368011391339, 0.0),
    "rosenbrock": (rosenbrock, [(-2, 2)] * 4, 0.0, 1.0),
    "zdt1": (zdt1, [(0, 1)] * 6, (1.1, 11.0), 0.0),
}


def hypervolume(points, reference):
    area, ceiling = 0.0, reference[1]
    for f1, f2 in sorted(points):
        if f1 < reference[0] and f2 < ceiling:
            area += (reference[0] - f1) * (ceiling - f2)
            ceiling = f2
    return area


def sampler_of(name, seed):
    return {"tpe": lambda: optuna.samplers.TPESampler(seed=seed),
            "cmaes": lambda: optuna.samplers.CmaEsSampler(seed=seed),
            "nsga2": lambda: optuna.samplers.NSGAIISampler(seed=seed)}[name]()


def study(task):
    problem, name, seed, budgets = task
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    function, bounds, optimum, noise = PROBLEMS[problem]
    rng = np.random.default_rng(seed)
    exact = []

    def objective(trial):
        value = function([trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(bounds)])
        exact.append(value)
        return value if noise == 0 else value + noise * rng.standard_normal()

    directions = ["minimize", "minimize"] if problem == "zdt1" else ["minimize"]
    run = optuna.create_study(sampler=sampler_of(name, seed), directions=directions)
    run.optimize(objective, n_trials=max(budgets))
    results = []
    for budget in budgets:
        if problem == "zdt1":
            results.append(hypervolume(exact[:budget], optimum))
        else:
            measured = [trial.value for trial in run.trials[:budget]]
            results.append(exact[int(np.argmin(measured))] - optimum)
    return problem, name, seed, results


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--budgets", default="16,32,64")
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    budgets = [int(budget) for budget in options.budgets.split(",")]
    # CMA-ES optimises a single objective only.
    tasks = [(problem, name, seed, budgets) for problem in PROBLEMS for name in ("tpe", "cmaes", "nsga2")
             if not (problem == "zdt1" and name == "cmaes") for seed in range(options.seeds)]
    with multiprocessing.Pool(options.threads) as pool:
        for problem, name, seed, results in pool.imap(study, tasks, chunksize=4):
            print(problem, name, seed, *(repr(float(result)) for result in results), flush=True)


if __name__ == "__main__":
    main()
