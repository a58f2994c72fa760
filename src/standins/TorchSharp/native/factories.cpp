#include "shim.h"
using namespace shim;

// at:: factories refuse requires_grad; it is set on the result instead.
template <class F> static Handle make(Options from, F factory) {
  return tensor([&] {
    at::Tensor made = factory(options(from));
    if (from.requires_grad) made.set_requires_grad(true);
    return made;
  });
}

#define OF_SIZE(name)                                                                         \
  TS_API Handle ts_##name(const int64_t* sizes, int64_t count, Options from) {                \
    return make(from, [&](auto how) { return at::name(longs(sizes, count), how); });          \
  }
OF_SIZE(empty)
OF_SIZE(zeros)
OF_SIZE(ones)

#define LIKE(name)                                                                            \
  TS_API Handle ts_##name(Handle x, Options from) { return make(from, [&](auto how) { return at::name(arg(x), how); }); }
LIKE(empty_like)
LIKE(zeros_like)
LIKE(ones_like)
LIKE(rand_like)
LIKE(randn_like)

#define RANDOM(name)                                                                                            \
  TS_API Handle ts_##name(const int64_t* sizes, int64_t count, at::Generator* generator, Options from) {        \
    return make(from, [&](auto how) { return at::name(longs(sizes, count), maybe_generator(generator), how); }); \
  }
RANDOM(rand)
RANDOM(randn)

TS_API Handle ts_full(const int64_t* sizes, int64_t count, Number value, Options from) {
  return make(from, [&](auto how) { return at::full(longs(sizes, count), number(value), how); });
}
TS_API Handle ts_full_like(Handle x, Number value, Options from) {
  return make(from, [&](auto how) { return at::full_like(arg(x), number(value), how); });
}
TS_API Handle ts_arange(Number start, Number stop, Number step, Options from) {
  return make(from, [&](auto how) { return at::arange(number(start), number(stop), number(step), how); });
}
TS_API Handle ts_linspace(double start, double end, int64_t steps, Options from) {
  return make(from, [&](auto how) { return at::linspace(start, end, steps, how); });
}
TS_API Handle ts_eye(int64_t rows, int64_t columns, Options from) {
  return make(from, [&](auto how) { return at::eye(rows, columns, how); });
}
TS_API Handle ts_randint(int64_t low, int64_t high, const int64_t* sizes, int64_t count, at::Generator* generator, Options from) {
  return make(from, [&](auto how) { return at::randint(low, high, longs(sizes, count), maybe_generator(generator), how); });
}
TS_API Handle ts_randperm(int64_t n, at::Generator* generator, Options from) {
  return make(from, [&](auto how) { return at::randperm(n, maybe_generator(generator), how); });
}

// Over memory that the caller keeps in place until `release(owner)`.
TS_API Handle ts_from_memory(void* data, const int64_t* sizes, int64_t count, void* owner, void (*release)(void*), Options from) {
  return make(from, [&](auto how) {
    return at::from_blob(data, longs(sizes, count), [owner, release](void*) { release(owner); }, how);
  });
}
