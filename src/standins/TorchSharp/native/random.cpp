#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <mutex>
using namespace shim;

TS_API bool ts_uniform_(Handle x, double from, double to, at::Generator* generator) {
  return run([&] { arg(x).uniform_(from, to, maybe_generator(generator)); });
}
TS_API bool ts_normal_(Handle x, double mean, double std, at::Generator* generator) {
  return run([&] { arg(x).normal_(mean, std, maybe_generator(generator)); });
}
TS_API bool ts_bernoulli_(Handle x, double p, at::Generator* generator) {
  return run([&] { arg(x).bernoulli_(p, maybe_generator(generator)); });
}

template <class F> static at::Generator* generator(F make) {
  at::Generator* result = nullptr;
  run([&] { result = new at::Generator(make()); });
  return result;
}

TS_API at::Generator* ts_generator_default() {
  return generator([] { return at::globalContext().defaultGenerator(at::kCPU); });
}
TS_API at::Generator* ts_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
  return generator([&]() -> at::Generator {
    if (device_type == static_cast<int32_t>(at::kCPU)) return at::detail::createCPUGenerator(seed);
    at::Device device(static_cast<at::DeviceType>(device_type), static_cast<at::DeviceIndex>(device_index));
    auto made = at::globalContext().defaultGenerator(device).clone();
    made.set_current_seed(seed);
    return made;
  });
}
TS_API void ts_generator_free(at::Generator* generator) { delete generator; }
TS_API bool ts_generator_seed(at::Generator* generator, uint64_t seed) {
  return run([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(seed);
  });
}
TS_API bool ts_generator_current_seed(at::Generator* generator, uint64_t* seed) {
  return run([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *seed = generator->current_seed();
  });
}
TS_API Handle ts_generator_state(at::Generator* generator) {
  return tensor([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    return generator->get_state();
  });
}
TS_API bool ts_generator_set_state(at::Generator* generator, Handle state) {
  return run([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(arg(state));
  });
}
// Seeds the default generators of every device.
TS_API bool ts_manual_seed(uint64_t seed) {
  return run([&] { at::manual_seed(seed); });
}
