#!/usr/bin/python3
"""Writes answers.json, which the tests of JsiGan.Search compare with: float64 restatements in numpy, SciPy's Sobol points, and Optuna's TPE
densities, non-dominated ranks and hypervolumes.

Run with Debian 12's /usr/bin/python3: apt-get install python3-numpy python3-scipy python3-optuna (1.24.2, 1.10.1, 3.1.0). The tests read the
committed file; they need no Python.
"""
import decimal
import json
import math
import pathlib
import warnings

import numpy as np
from optuna._hypervolume import WFG
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import parzen_estimator
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import _calculate_nondomination_rank, default_weights
from scipy.stats import qmc

warnings.simplefilter("ignore")
SEED = 20261128


def sobol():
    dimensions, indices = 64, [0, 1, 2, 3, 100, 1000, 4095]
    points = qmc.Sobol(dimensions, scramble=False).random(4096)
    return {"dimensions": dimensions, "points": [{"index": i, "point": points[i].tolist()} for i in indices]}


def matern52(x, y, scales):
    r = np.sqrt(np.sum(((x[:, None, :] - y[None, :, :]) / scales)**2, axis=2))
    return (1 + math.sqrt(5) * r + 5 / 3 * r**2) * np.exp(-math.sqrt(5) * r)


def log_likelihood(x, y, logs):
    d = x.shape[1]
    k = math.exp(logs[d]) * matern52(x, x, np.exp(logs[:d])) + (1e-6 + math.exp(logs[d + 1])) * np.eye(len(x))
    return -0.5 * y @ np.linalg.solve(k, y) - 0.5 * np.linalg.slogdet(k)[1] - 0.5 * len(x) * math.log(2 * math.pi)


def gaussian_process():
    rng = np.random.default_rng(SEED)
    x, points = rng.random((9, 3)), rng.random((4, 3))
    y = np.sin(5 * x[:, 0]) + x[:, 1]**2 + 0.1 * rng.standard_normal(9)
    y = (y - y.mean()) / y.std()
    logs = np.log(np.array([0.4, 0.9, 2.5, 1.3, 0.01]))
    scales, signal, noise = np.exp(logs[:3]), math.exp(logs[3]), 1e-6 + math.exp(logs[4])
    k = signal * matern52(x, x, scales) + noise * np.eye(9)
    cross = signal * matern52(points, x, scales)
    gradient = []
    for i in range(5):
        step = np.eye(5)[i] * 1e-5
        gradient.append((log_likelihood(x, y, logs + step) - log_likelihood(x, y, logs - step)) / 2e-5)
    return {
        "inputs": x.tolist(), "targets": y.tolist(), "logs": logs.tolist(), "log_likelihood": log_likelihood(x, y, logs),
        "gradient": gradient, "points": points.tolist(), "mean": (cross @ np.linalg.solve(k, y)).tolist(),
        "variance": (signal - np.sum(cross * np.linalg.solve(k, cross.T).T, axis=1)).tolist(),
    }


def log_expected_improvement(mean, deviation, best):
    """In 60 decimal digits: ln(s) + ln(phi(z) + z Phi(z)), Phi(z) / phi(z) = 1 / (t + 1 / (t + 2 / (t + ...))) for t = -z > 0."""
    decimal.getcontext().prec = 60
    z = (decimal.Decimal(best) - decimal.Decimal(mean)) / decimal.Decimal(deviation)
    t = abs(z)
    fraction = decimal.Decimal(0)
    for k in range(4000, 0, -1):
        fraction = k / (t + fraction)
    density = (-z * z / 2).exp() / (2 * decimal.Decimal("3.14159265358979323846264338327950288419716939937510582097494")).sqrt()
    below = density / (t + fraction)
    below = below if z < 0 else 1 - below
    return float(decimal.Decimal(deviation).ln() + (density + z * below).ln())


def expected_improvement():
    cases = [(0.3, 0.5, 0.1), (-1.0, 0.2, 0.5), (2.0, 1.0, -0.5), (3.0, 0.5, 0.25), (4.0, 0.5, 1.0), (10.0, 0.25, 0.5)]
    return [{"mean": m, "deviation": s, "best": b, "log": log_expected_improvement(m, s, b)} for m, s, b in cases]


def distribution(z):
    return 0.5 * np.vectorize(math.erfc)(-z / math.sqrt(2))


def expected_hypervolume_improvement():
    """The integral of P(Y <= z) over all z below the reference that no vector of the front dominates, by the midpoint rule."""
    cases = [
        {"front": [[0.1, 0.8], [0.4, 0.4], [0.7, 0.2]], "mean": [0.3, 0.35], "deviation": [0.2, 0.3]},
        {"front": [], "mean": [0.5, 0.9], "deviation": [0.3, 0.1]},
        {"front": [[0.2, 0.6, 0.6], [0.6, 0.2, 0.6], [0.6, 0.6, 0.2], [0.4, 0.4, 0.4]], "mean": [0.35, 0.5, 0.45], "deviation": [0.2, 0.25, 0.3]},
    ]
    for case in cases:
        m = len(case["mean"])
        step = 0.001 if m == 2 else 0.02
        z = np.arange(-2 + step / 2, 1, step)
        dominated = np.zeros((len(z),) * m, dtype=bool)
        product = np.ones((len(z),) * m)
        axes = np.meshgrid(*([z] * m), indexing="ij")
        for vector in case["front"]:
            dominated |= np.logical_and.reduce([axis >= value for axis, value in zip(axes, vector)])
        for objective in range(m):
            shape = [1] * m
            shape[objective] = len(z)
            product = product * distribution((z - case["mean"][objective]) / case["deviation"][objective]).reshape(shape)
        case["expected"] = float(np.sum(product[~dominated]) * step**m)
    return cases


def truncated_normal_log_density(x, a, b, loc=0, scale=1):
    """Optuna 3.1.0's omits ln(scale), so that kernels of unequal widths would not each integrate to 1; later versions have it."""
    return OPTUNA_LOG_DENSITY(x, a, b, loc=loc, scale=scale) - np.log(scale)


OPTUNA_LOG_DENSITY = parzen_estimator.truncnorm.logpdf
parzen_estimator.truncnorm.logpdf = truncated_normal_log_density


def tpe():
    rng = np.random.default_rng(SEED)
    space = {"x": FloatDistribution(-1, 3), "rate": FloatDistribution(1e-4, 1, log=True), "layers": IntDistribution(1, 200),
             "kind": CategoricalDistribution(["a", "b", "c"])}
    answers = []
    for multivariate, count in [(True, 6), (True, 30), (False, 1), (False, 7), (False, 40)]:
        observed = {"x": rng.uniform(-1, 3, count), "rate": np.exp(rng.uniform(math.log(1e-4), 0, count)),
                    "layers": rng.permutation(np.arange(1.0, 201.0))[:count], "kind": rng.integers(0, 3, count).astype(float)}
        asked = {"x": rng.uniform(-1, 3, 5), "rate": np.exp(rng.uniform(math.log(1e-4), 0, 5)),
                 "layers": rng.integers(1, 201, 5).astype(float), "kind": rng.integers(0, 3, 5)}
        parameters = _ParzenEstimatorParameters(True, 1.0, True, False, default_weights, multivariate)
        for keys in [list(space)] if multivariate else [[key] for key in space]:
            estimator = _ParzenEstimator({k: observed[k] for k in keys}, {k: space[k] for k in keys}, parameters)
            answers.append({
                "multivariate": multivariate, "keys": keys, "observed": [[float(observed[k][i]) for k in keys] for i in range(count)],
                "asked": [[float(asked[k][i]) for k in keys] for i in range(5)],
                "log_density": estimator.log_pdf({k: asked[k] for k in keys}).tolist()})
    return answers


def pareto():
    rng = np.random.default_rng(SEED)
    answers = []
    for objectives, count, rounding in [(2, 30, 1), (2, 40, 3), (3, 30, 1), (3, 40, 3)]:
        losses = np.round(rng.random((count, objectives)), rounding)
        reference = np.full(objectives, 0.9)
        inside = losses[np.all(losses < reference, axis=1)]
        answers.append({"losses": losses.tolist(), "ranks": _calculate_nondomination_rank(losses).tolist(), "reference": reference.tolist(),
                        "hypervolume": float(WFG().compute(inside, reference))})
    return answers


if __name__ == "__main__":
    answers = {"sobol": sobol(), "gaussian_process": gaussian_process(), "expected_improvement": expected_improvement(),
               "expected_hypervolume_improvement": expected_hypervolume_improvement(), "tpe": tpe(), "pareto": pareto()}
    text = ",\n".join(f' "{name}": {json.dumps(answer)}' for name, answer in answers.items())
    (pathlib.Path(__file__).parent / "answers.json").write_text("{\n" + text + "\n}\n")
