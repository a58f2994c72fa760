// Optimizer steps in one pass over memory.
#include "shim.h"

#include <ATen/Parallel.h>

#include <cmath>

using namespace shim;

namespace {

// As the C# side passes it. step counts from 1; the corrections of the bias are powers of it and need double precision.
struct AdamStep {
  double lr, beta1, beta2, eps, weight_decay;
  int64_t step;
  bool maximize;

  double step_size() const { return lr / (1 - std::pow(beta1, step)); }
  double root_correction() const { return std::sqrt(1 - std::pow(beta2, step)); }
};

// Kingma and Ba, Adam, 2015, algorithm 1, with the weight decay added to the gradient. Element-wise in the order of PyTorch's tensor operations.
template <class T>
inline __attribute__((always_inline)) void adam(T* p, const T* g, T* m, T* v, int64_t count, const AdamStep& by) {
  const T beta1 = by.beta1, beta2 = by.beta2, rest1 = 1 - by.beta1, rest2 = 1 - by.beta2;
  const T eps = by.eps, decay = by.weight_decay, sign = by.maximize ? -1 : 1;
  const T step_size = by.step_size(), root_correction = by.root_correction();
#pragma GCC ivdep
  for (int64_t i = 0; i < count; ++i) {
    const T gradient = sign * g[i] + decay * p[i];
    m[i] = beta1 * m[i] + rest1 * gradient;
    v[i] = beta2 * v[i] + rest2 * gradient * gradient;
    p[i] -= step_size * m[i] / (std::sqrt(v[i]) / root_correction + eps);
  }
}

#if defined(__x86_64__)
#define FOR_EACH_CPU __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_CPU
#endif

FOR_EACH_CPU void adam_float(float* p, const float* g, float* m, float* v, int64_t count, const AdamStep& by) {
  adam(p, g, m, v, count, by);
}
FOR_EACH_CPU void adam_double(double* p, const double* g, double* m, double* v, int64_t count, const AdamStep& by) {
  adam(p, g, m, v, count, by);
}

template <class T, class F>
void over_threads(F kernel, const at::Tensor& p, const at::Tensor& g, const at::Tensor& m, const at::Tensor& v, const AdamStep& by) {
  constexpr int64_t grain = 32768;
  T* to = p.data_ptr<T>();
  const T* from = g.data_ptr<T>();
  T* first = m.data_ptr<T>();
  T* second = v.data_ptr<T>();
  at::parallel_for(0, p.numel(), grain, [&](int64_t begin, int64_t end) {
    kernel(to + begin, from + begin, first + begin, second + begin, end - begin, by);
  });
}

bool fits_the_kernel(const at::Tensor& p, const at::Tensor& g, const at::Tensor& m, const at::Tensor& v) {
  const auto type = p.scalar_type();
  auto plain = [&](const at::Tensor& t) {
    return t.is_cpu() && t.layout() == at::kStrided && t.scalar_type() == type && t.is_contiguous() && t.numel() == p.numel();
  };
  return (type == at::kFloat || type == at::kDouble) && plain(p) && plain(g) && plain(m) && plain(v);
}

void adam_by_operations(const at::Tensor& p, at::Tensor g, const at::Tensor& m, const at::Tensor& v, at::Tensor* largest, const AdamStep& by) {
  if (by.maximize) g = g.neg();
  if (by.weight_decay != 0) g = g.add(p, by.weight_decay);
  m.mul_(by.beta1).add_(g, 1 - by.beta1);
  v.mul_(by.beta2).addcmul_(g, g, 1 - by.beta2);
  if (largest) at::maximum_out(*largest, *largest, v);
  const at::Tensor root = (largest ? *largest : v).sqrt().div_(by.root_correction()).add_(by.eps);
  p.addcdiv_(m, root, -by.step_size());
}

}  // namespace

// Updates the parameter from its own gradient; updated is false, and nothing changes, where it has none. largest is null but for AMSGrad.
TS_API bool ts_adam_step(Handle parameter, Handle exp_avg, Handle exp_avg_sq, Handle largest, const AdamStep* by, bool* updated) {
  return run([&] {
    at::AutoGradMode no_grad(false);
    const at::Tensor &p = arg(parameter), &m = arg(exp_avg), &v = arg(exp_avg_sq);
    at::Tensor g = p.grad();
    *updated = g.defined();
    if (!g.defined()) return;
    if (p.is_cpu() && g.layout() == at::kStrided) g = g.contiguous();
    if (largest || !fits_the_kernel(p, g, m, v)) return adam_by_operations(p, g, m, v, largest, *by);
    if (p.scalar_type() == at::kFloat) {
      over_threads<float>(adam_float, p, g, m, v, *by);
    } else {
      over_threads<double>(adam_double, p, g, m, v, *by);
    }
    // What autograd saved of the parameter before this step is stale, as after any operation in place.
    for (const auto* changed : {&p, &m, &v}) changed->unsafeGetTensorImpl()->bump_version();
  });
}

// Scales the gradients of the parameters so that their joint norm is at most max_norm; gives the norm before.
TS_API bool ts_clip_grad_norm(const Handle* parameters, int64_t count, double max_norm, double norm_type, double* norm) {
  return run([&] {
    at::AutoGradMode no_grad(false);
    *norm = 0;
    std::vector<at::Tensor> gradients, norms;
    for (const auto& parameter : tensors(parameters, count)) {
      if (parameter.grad().defined()) gradients.push_back(parameter.grad());
    }
    if (gradients.empty()) return;
    const auto device = gradients.front().device();
    for (const auto& gradient : gradients) norms.push_back(at::norm(gradient, norm_type).to(device));
    *norm = at::norm(at::stack(norms), norm_type).item<double>();
    const double scale = max_norm / (*norm + 1e-6);
    if (scale >= 1) return;
    for (auto& gradient : gradients) gradient.mul_(scale);
  });
}
