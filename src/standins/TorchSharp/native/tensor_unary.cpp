#include "shim.h"
using namespace shim;

#define UNARY(name) \
  TS_API Handle ts_##name(Handle x) { return tensor([&] { return at::name(arg(x)); }); }
#define UNARY_IN_PLACE(name) \
  TS_API bool ts_##name##_(Handle x) { return run([&] { arg(x).name##_(); }); }
#define BOTH(name) UNARY(name) UNARY_IN_PLACE(name)

BOTH(abs)
BOTH(bitwise_not)
BOTH(ceil)
BOTH(cos)
BOTH(erf)
BOTH(erfinv)
BOTH(exp)
BOTH(expm1)
BOTH(floor)
BOTH(frac)
BOTH(log)
BOTH(log10)
BOTH(log1p)
BOTH(log2)
BOTH(logical_not)
BOTH(neg)
BOTH(reciprocal)
BOTH(relu)
BOTH(rsqrt)
BOTH(sigmoid)
BOTH(sign)
BOTH(sin)
BOTH(sqrt)
BOTH(tan)
BOTH(tanh)
BOTH(trunc)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(log_sigmoid)

TS_API Handle ts_round(Handle x, int64_t decimals) { return tensor([&] { return at::round(arg(x), decimals); }); }
TS_API bool ts_round_(Handle x, int64_t decimals) { return run([&] { arg(x).round_(decimals); }); }
