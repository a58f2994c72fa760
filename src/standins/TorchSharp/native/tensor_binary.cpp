#include "shim.h"
using namespace shim;

// With a tensor or a number on the right, as a new tensor or in place.
#define ON_TENSOR(name) \
  TS_API Handle ts_##name(Handle x, Handle y) { return tensor([&] { return at::name(arg(x), arg(y)); }); }
#define ON_TENSOR_IN_PLACE(name) \
  TS_API bool ts_##name##_(Handle x, Handle y) { return run([&] { arg(x).name##_(arg(y)); }); }
#define ON_NUMBER(name) \
  TS_API Handle ts_##name##_number(Handle x, Number y) { return tensor([&] { return at::name(arg(x), number(y)); }); }
#define ON_NUMBER_IN_PLACE(name) \
  TS_API bool ts_##name##_number_(Handle x, Number y) { return run([&] { arg(x).name##_(number(y)); }); }
#define BOTH(name) ON_TENSOR(name) ON_NUMBER(name)
#define ALL(name) BOTH(name) ON_TENSOR_IN_PLACE(name) ON_NUMBER_IN_PLACE(name)

ALL(eq)
ALL(ge)
ALL(gt)
ALL(le)
ALL(lt)
ALL(ne)
ALL(mul)
ALL(pow)
ALL(remainder)
ALL(fmod)
ON_NUMBER(rsub)
ON_TENSOR(atan2)
ON_TENSOR(bitwise_and)
ON_TENSOR(bitwise_or)
ON_TENSOR(bitwise_xor)
ON_TENSOR(floor_divide)
ON_TENSOR(logical_and)
ON_TENSOR(logical_or)
ON_TENSOR(logical_xor)
ON_TENSOR(maximum)
ON_TENSOR(minimum)
ON_TENSOR(matmul)
ON_TENSOR(mm)
ON_TENSOR(mv)
ON_TENSOR(dot)
ON_TENSOR(bmm)
ON_TENSOR(outer)

// With a factor on the right operand.
#define SCALED(name)                                                                                                            \
  TS_API Handle ts_##name(Handle x, Handle y, Number alpha) {                                                                   \
    return tensor([&] { return at::name(arg(x), arg(y), number(alpha)); });                                                     \
  }                                                                                                                             \
  TS_API bool ts_##name##_(Handle x, Handle y, Number alpha) { return run([&] { arg(x).name##_(arg(y), number(alpha)); }); }    \
  TS_API Handle ts_##name##_number(Handle x, Number y, Number alpha) {                                                          \
    return tensor([&] { return at::name(arg(x), number(y), number(alpha)); });                                                  \
  }                                                                                                                             \
  TS_API bool ts_##name##_number_(Handle x, Number y, Number alpha) {                                                           \
    return run([&] { arg(x).name##_(number(y), number(alpha)); });                                                              \
  }

SCALED(add)
SCALED(sub)

// Division rounds as `mode` says: null, "trunc" or "floor".
static Optional<StringView> rounding(const char* mode) {
  return mode ? Optional<StringView>(mode) : Optional<StringView>();
}

TS_API Handle ts_div(Handle x, Handle y, const char* mode) {
  return tensor([&] { return at::div(arg(x), arg(y), rounding(mode)); });
}
TS_API bool ts_div_(Handle x, Handle y, const char* mode) { return run([&] { arg(x).div_(arg(y), rounding(mode)); }); }
TS_API Handle ts_div_number(Handle x, Number y, const char* mode) {
  return tensor([&] { return at::div(arg(x), number(y), rounding(mode)); });
}
TS_API bool ts_div_number_(Handle x, Number y, const char* mode) { return run([&] { arg(x).div_(number(y), rounding(mode)); }); }

TS_API bool ts_allclose(Handle x, Handle y, double rtol, double atol, bool equal_nan, bool* result) {
  return run([&] { *result = at::allclose(arg(x), arg(y), rtol, atol, equal_nan); });
}
TS_API bool ts_equal(Handle x, Handle y, bool* result) { return run([&] { *result = at::equal(arg(x), arg(y)); }); }
TS_API Handle ts_isclose(Handle x, Handle y, double rtol, double atol, bool equal_nan) {
  return tensor([&] { return at::isclose(arg(x), arg(y), rtol, atol, equal_nan); });
}
