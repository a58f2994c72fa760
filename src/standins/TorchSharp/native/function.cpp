// Custom autograd functions: libtorch's own torch::autograd::Function with forward and backward in C#.
#include "shim.h"

#include <torch/csrc/autograd/custom_function.h>
using namespace shim;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// Each is given the C# state of one call. Forward and backward write handles that this side then owns, and answer whether they went
// well; on failure `message` points to UTF-8 text that lives until the next failure on the same thread.
struct Callbacks {
  bool (*forward)(void* state, AutogradContext* context, Handle** outputs, int64_t* count, const char** message);
  bool (*backward)(void* state, AutogradContext* context, const Handle* gradients, int64_t gradient_count, Handle* results,
                   int64_t result_count, const char** message);
  void (*release)(void* state);
};
Callbacks callbacks;

// Lives in the saved data of the graph's node, so that the C# state goes when the node does.
struct State final : torch::CustomClassHolder {
  explicit State(void* managed, int64_t inputs) : managed(managed), inputs(inputs) {}
  ~State() override { callbacks.release(managed); }
  void* managed;
  int64_t inputs;
};

const char* const key = "state";

at::Tensor take(Handle handle) {
  if (!handle) return {};
  at::Tensor result = std::move(*handle);
  delete handle;
  return result;
}

struct ManagedFunction final : torch::autograd::Function<ManagedFunction> {
  static variable_list forward(AutogradContext* context, c10::intrusive_ptr<State> state, at::TensorList) {
    context->saved_data[key] = c10::IValue::make_capsule(state);
    Handle* outputs = nullptr;
    int64_t count = 0;
    const char* message = nullptr;
    if (!callbacks.forward(state->managed, context, &outputs, &count, &message)) throw std::runtime_error(message);
    variable_list result;
    for (int64_t i = 0; i < count; ++i) result.push_back(take(outputs[i]));
    return result;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto state = c10::static_intrusive_pointer_cast<State>(context->saved_data[key].toCapsule());
    std::vector<Handle> given;
    for (auto& gradient : gradients) given.push_back(gradient.defined() ? &gradient : nullptr);
    std::vector<Handle> results(state->inputs);
    const char* message = nullptr;
    if (!callbacks.backward(state->managed, context, given.data(), given.size(), results.data(), results.size(), &message)) {
      throw std::runtime_error(message);
    }
    variable_list result;
    result.emplace_back();  // the state is an argument too, and has no gradient
    for (Handle handle : results) result.push_back(take(handle));
    return result;
  }
};

}  // namespace

TS_API void ts_function_register(Callbacks from) { callbacks = from; }

// Takes over `managed`: it is released when the last node of the graph that needs it is gone, at once if there is none.
TS_API int64_t ts_function_apply(void* managed, const Handle* inputs, int64_t count, Handle* outputs, int64_t capacity) {
  int64_t made = -1;
  run([&] {
    auto state = c10::make_intrusive<State>(managed, count);
    const auto variables = tensors(inputs, count);
    auto results = ManagedFunction::apply(std::move(state), at::TensorList(variables));
    TORCH_CHECK(static_cast<int64_t>(results.size()) <= capacity, "A custom function returned ", results.size(), " tensors; at most ",
                capacity, " can be handed out.");
    for (size_t i = 0; i < results.size(); ++i) outputs[i] = own(std::move(results[i]));
    made = static_cast<int64_t>(results.size());
  });
  return made;
}

TS_API bool ts_context_save(AutogradContext* context, const Handle* handles, int64_t count) {
  return run([&] { context->save_for_backward(tensors(handles, count)); });
}
TS_API int64_t ts_context_saved(AutogradContext* context, Handle* handles, int64_t capacity) {
  int64_t count = -1;
  run([&] {
    auto saved = context->get_saved_variables();
    TORCH_CHECK(static_cast<int64_t>(saved.size()) <= capacity, "more saved tensors than were saved");
    for (size_t i = 0; i < saved.size(); ++i) handles[i] = own(std::move(saved[i]));
    count = static_cast<int64_t>(saved.size());
  });
  return count;
}
TS_API bool ts_context_mark_dirty(AutogradContext* context, const Handle* handles, int64_t count) {
  return run([&] { context->mark_dirty(tensors(handles, count)); });
}
TS_API bool ts_context_mark_non_differentiable(AutogradContext* context, const Handle* handles, int64_t count) {
  return run([&] { context->mark_non_differentiable(tensors(handles, count)); });
}
TS_API void ts_context_materialize(AutogradContext* context, bool value) { context->set_materialize_grads(value); }
