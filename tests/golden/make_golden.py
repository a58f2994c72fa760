"""Writes tests/golden: small known-answer cases computed with jsigan_torch.py in float64 and float32."""
import json, math, os, sys
import numpy as np
import torch
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "JsiGan.Benchmarks", "peers"))
import jsigan_torch as J

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
torch.set_num_threads(2)


def fill(seed, n):
    i = np.arange(n, dtype=np.uint64) + np.uint64((seed << 32) & 0xFFFFFFFFFFFFFFFF)
    with np.errstate(over="ignore"):
        z = i + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2.0 ** 24).astype(np.float32)


def uni(seed, shape, lo=0.0, hi=1.0):
    u = fill(seed, int(np.prod(shape)))
    return torch.from_numpy((np.float32(lo) + u * np.float32(hi - lo)).astype(np.float32).reshape(shape))


def names(net):
    return [(n, p) for n, p in list(net.named_parameters()) + [(n, b) for n, b in net.named_buffers() if n.endswith(".u")]]


def canonical(n):
    return n


def load(net, base, tame=False):
    """Fills a network by the formula. tame keeps P near 0.6 (as after stage 1): without it P crosses zero, the detail
    layer P/base explodes and float32 cannot follow float64 through a stage-2 step."""
    man = []
    with torch.no_grad():
        for k, (n, p) in enumerate(names(net)):
            seed = base + k
            if n.endswith(".u"):
                v = uni(seed, p.shape, -1, 1); rule = "uniform(-1,1)"
            elif ".weight" in n and p.dim() == 4:
                if isinstance(net, J.Discriminator):
                    a = np.float32(0.02 * math.sqrt(3)); rule = "uniform(-a,a), a=0.02*sqrt(3)"
                else:
                    fi, fo = p.shape[1] * 9, p.shape[0] * 9
                    a = np.float32(math.sqrt(6.0 / (fi + fo))); rule = "uniform(-a,a), a=sqrt(6/(9*(cin+cout)))"
                v = uni(seed, p.shape, -a, a)
            elif p.dim() == 1 and n.endswith("weight"):
                v = uni(seed, p.shape, 0.9, 1.1); rule = "uniform(0.9,1.1)"
            else:
                v = uni(seed, p.shape, -0.05, 0.05); rule = "uniform(-0.05,0.05)"
            if tame and n in ("dr_filter_h.weight", "dr_filter_v.weight", "dr_filter_h.bias", "dr_filter_v.bias"):
                v = v * np.float32(0.0625); rule += ", times 0.0625"
            if tame and n == "ir_conv2.weight":
                v = v * np.float32(0.125); rule += ", times 0.125"
            if tame and n == "ir_conv2.bias":
                v = uni(seed, p.shape, 0.45, 0.55); rule = "uniform(0.45,0.55)"
            p.copy_(v)
            man.append(dict(name=n, shape=list(p.shape), seed=seed, rule=rule))
    return man


cases = {}


def save(name, **arrays):
    d = os.path.join(OUT, name)
    os.makedirs(d, exist_ok=True)
    for k, v in arrays.items():
        a = v.detach().numpy() if torch.is_tensor(v) else np.asarray(v)
        np.save(os.path.join(d, k + ".npy"), np.ascontiguousarray(a.astype(np.float32)))
    cases.setdefault(name, {})["arrays"] = sorted(arrays)


def note(name, **kw):
    cases.setdefault(name, {}).update(kw)


def f64(net):
    return net.double()


def stats(net):
    return [dict(name=n, grad_l2=float(p.grad.norm()), grad_first=[float(v) for v in p.grad.flatten()[:4]]) for n, p in net.named_parameters()]


def params(net):
    return [dict(name=n, l2=float(p.detach().norm()), first=[float(v) for v in p.detach().flatten()[:4]]) for n, p in net.named_parameters()]


def main():
    os.makedirs(OUT, exist_ok=True)
    # 1 guided filter
    x = uni(1, (2, 3, 12, 10)).double()
    save("guided-filter", x=x, base=J.guided(x), detail=J.detail(x))
    note("guided-filter", input="x = uniform(0,1), seed 1, shape [2,3,12,10]", about="window 5, eps 0.01, reflect padding; detail = x/(base+1e-15)")
    # 2, 3 dynamic filters
    for s in (2, 4):
        x = uni(2, (2, 3, 9, 7)).double().requires_grad_()
        fv = uni(3, (2, s * s * 41, 9, 7), -0.2, 0.2).double().requires_grad_()
        fh = uni(4, (2, s * s * 41, 9, 7), -0.2, 0.2).double().requires_grad_()
        o = J.dyn_separable(x, fv, fh, 41, s)
        go = uni(5, o.shape, -1, 1).double()
        o.backward(go)
        save("dynamic-separable-x%d" % s, out=o, grad_x=x.grad, grad_fv=fv.grad, grad_fh=fh.grad)
        note("dynamic-separable-x%d" % s, input="x uniform(0,1) seed 2 [2,3,9,7]; fv, fh uniform(-0.2,0.2) seeds 3, 4 [2,%d,9,7], channel = sub*41 + tap; upstream gradient uniform(-1,1) seed 5" % (s * s * 41))
        f = uni(6, (2, s * s * 81, 9, 7), -2, 2).double().requires_grad_()
        x = uni(2, (2, 3, 9, 7)).double().requires_grad_()
        o = J.dyn_2d(x, f, 9, s)
        o.backward(uni(5, o.shape, -1, 1).double())
        save("dynamic-2d-x%d" % s, out=o, grad_x=x.grad, grad_f=f.grad)
        note("dynamic-2d-x%d" % s, input="x uniform(0,1) seed 2; f uniform(-2,2) seed 6 [2,%d,9,7], channel = tap*%d + sub, softmax over the 81 taps inside; upstream gradient uniform(-1,1) seed 5" % (s * s * 81, s * s))
    # 4 JSInet and its ablations
    for s in (2, 4):
        for tag, kw in (("full", {}), ("a-ir", dict(dr=False, lce=False)), ("b-ir-dr-subtract", dict(lce=False, subtract=True)),
                        ("c-ir-dr", dict(lce=False)), ("d-ir-lce", dict(dr=False)), ("e-all-subtract", dict(subtract=True))):
            if s == 4 and tag != "full":
                continue
            G = J.JSInet(s, **kw)
            man = load(G, 1000)
            G = f64(G)
            x = uni(7, (1, 3, 12, 16)).double()
            P, I, D, C = G(x, parts=True)
            name = "jsinet-x%d-%s" % (s, tag)
            arr = dict(P=P)
            if tag == "full":
                arr.update(I=I, D=D, C=C)
            save(name, **arr)
            note(name, input="x uniform(0,1) seed 7 [1,3,12,16]", parameters=man, parameter_count=sum(p.numel() for p in G.parameters()))
    # 5 discriminator: two passes in training mode, then one in evaluation mode
    D = J.Discriminator(64)
    man = load(D, 2000)
    D = f64(D)
    D.train()
    a, b = uni(8, (4, 3, 64, 64)).double(), uni(9, (4, 3, 64, 64)).double()
    l1, f1 = D(a)
    l2, f2 = D(b)
    rm = D.bn9.running_mean.clone(); rv = D.bn9.running_var.clone(); u = D.conv11.u.clone()
    D.eval()
    l3, _ = D(a)
    save("discriminator-64", logit_first=l1, logit_second=l2, logit_eval=l3, fm4_first=f1[3], fm1_second_mean=f2[0].mean((2, 3)), bn9_running_mean=rm, bn9_running_var=rv, conv11_u=u)
    note("discriminator-64", input="first pass uniform(0,1) seed 8 [4,3,64,64], second pass seed 9 (both training mode), then the first input in evaluation mode: running batch statistics; the power iteration runs (and renews u) in evaluation mode too in this reference", parameters=man, parameter_count=sum(p.numel() for p in D.parameters()))
    # 6 losses
    r, f = uni(10, (8, 1), -2, 2).double(), uni(11, (8, 1), -2, 2).double()
    note("rahinge", input="real, fake uniform(-2,2) seeds 10, 11 [8,1]", d=float(J.d_loss(r, f)), g=float(J.g_loss(r, f)))
    # 7 training steps
    for s, lrp in ((2, 32), (4, 16)):
        x, y = uni(12, (4, 3, lrp, lrp), 0.2, 0.9).double(), uni(13, (4, 3, 64, 64), 0.2, 0.9).double()

        def fresh():
            G, D1, D2 = J.JSInet(s), J.Discriminator(64), J.Discriminator(64)
            m = [load(G, 1000, tame=True), load(D1, 2000), load(D2, 3000)]
            return f64(G), f64(D1), f64(D2), m

        G, D1, D2, m = fresh()
        T = J.Trainer(G, D1, D2, lr=1e-4)
        name = "pretrain-step-x%d" % s
        about = "x uniform(0.2,0.9) seed 12 [4,3,%d,%d]; y uniform(0.2,0.9) seed 13 [4,3,64,64]; Adam lr 1e-4 betas 0.9 0.999 eps 1e-8" % (lrp, lrp)
        first = T.pretrain_step(x, y)
        note(name, input=about, parameters_g=m[0], losses_of_step_1=first, gradients_g=stats(G), after_g=params(G))
        note(name, losses_of_steps_2_and_3=[T.pretrain_step(x, y) for _ in range(2)])
        G, D1, D2, m = fresh()
        T = J.Trainer(G, D1, D2, lr=1e-6)
        name = "gan-step-x%d" % s
        first = T.gan_step(x, y)
        note(name, input=about.replace("1e-4", "1e-6") + "; lambda rec 1, adv 1, fm 0.5, d 0.5; both discriminators updated first, then the generator against the updated ones",
             parameters_g=m[0], parameters_d1=m[1], parameters_d2=m[2], losses_of_step_1=first,
             gradients_g=stats(G), gradients_d1=stats(D1), gradients_d2=stats(D2), after_g=params(G), after_d1=params(D1), after_d2=params(D2))
        note(name, losses_of_steps_2_and_3=[T.gan_step(x, y) for _ in range(2)])
        with torch.no_grad():
            note(name, p_mean=float(G(x).mean()), p_min=float(G(x).min()))
    json.dump(cases, open(os.path.join(OUT, "cases.json"), "w"), indent=1)


if __name__ == "__main__":
    main()
