#include "shim.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>
#include <c10/core/InferenceMode.h>
using namespace shim;

TS_API bool ts_requires_grad(Handle x) { return arg(x).requires_grad(); }
TS_API bool ts_set_requires_grad(Handle x, bool value) { return run([&] { arg(x).set_requires_grad(value); }); }
TS_API bool ts_is_leaf(Handle x) { return arg(x).is_leaf(); }
TS_API bool ts_retain_grad(Handle x) { return run([&] { arg(x).retain_grad(); }); }
TS_API Handle ts_grad(Handle x) { return tensor([&]() -> at::Tensor { return arg(x).grad(); }); }
TS_API bool ts_set_grad(Handle x, Handle gradient) { return run([&] { arg(x).mutable_grad() = arg(gradient); }); }
TS_API Handle ts_detach(Handle x) { return tensor([&] { return arg(x).detach(); }); }
TS_API bool ts_detach_(Handle x) { return run([&] { arg(x).detach_(); }); }

TS_API bool ts_backward(const Handle* outputs, int64_t output_count, const Handle* gradients, int64_t gradient_count,
                        const Handle* inputs, int64_t input_count, bool retain_graph, bool create_graph) {
  return run([&] {
    torch::autograd::backward(tensors(outputs, output_count), tensors(gradients, gradient_count), retain_graph, create_graph,
                              tensors(inputs, input_count));
  });
}

TS_API bool ts_autograd_grad(const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count,
                             const Handle* gradients, int64_t gradient_count, bool retain_graph, bool create_graph,
                             bool allow_unused, Handle* results) {
  return run([&] {
    auto made = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                      tensors(gradients, gradient_count), retain_graph, create_graph, allow_unused);
    for (size_t i = 0; i < made.size(); ++i) results[i] = own(std::move(made[i]));
  });
}

TS_API bool ts_grad_enabled() { return at::GradMode::is_enabled(); }
TS_API void ts_set_grad_enabled(bool enabled) { at::GradMode::set_enabled(enabled); }
TS_API bool ts_inference_enabled() { return c10::InferenceMode::is_enabled(); }
TS_API void* ts_inference_enter(bool enabled) { return new c10::InferenceMode(enabled); }
TS_API void ts_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
