#include "shim.h"
using namespace shim;

TS_API Handle ts_addcmul(Handle x, Handle y, Handle z, Number value) {
  return tensor([&] { return at::addcmul(arg(x), arg(y), arg(z), number(value)); });
}
TS_API bool ts_addcmul_(Handle x, Handle y, Handle z, Number value) {
  return run([&] { arg(x).addcmul_(arg(y), arg(z), number(value)); });
}
TS_API Handle ts_addcdiv(Handle x, Handle y, Handle z, Number value) {
  return tensor([&] { return at::addcdiv(arg(x), arg(y), arg(z), number(value)); });
}
TS_API bool ts_addcdiv_(Handle x, Handle y, Handle z, Number value) {
  return run([&] { arg(x).addcdiv_(arg(y), arg(z), number(value)); });
}
TS_API Handle ts_lerp(Handle x, Handle end, Handle weight) {
  return tensor([&] { return at::lerp(arg(x), arg(end), arg(weight)); });
}
TS_API bool ts_lerp_(Handle x, Handle end, Handle weight) { return run([&] { arg(x).lerp_(arg(end), arg(weight)); }); }
TS_API Handle ts_where(Handle condition, Handle x, Handle y) {
  return tensor([&] { return at::where(arg(condition), arg(x), arg(y)); });
}
TS_API Handle ts_clamp(Handle x, Number low, Number high) {
  return tensor([&] { return at::clamp(arg(x), maybe_number(low), maybe_number(high)); });
}
TS_API bool ts_clamp_(Handle x, Number low, Number high) {
  return run([&] { arg(x).clamp_(maybe_number(low), maybe_number(high)); });
}
TS_API Handle ts_clamp_tensor(Handle x, Handle low, Handle high) {
  return tensor([&] { return at::clamp(arg(x), maybe_tensor(low), maybe_tensor(high)); });
}
TS_API Handle ts_masked_fill(Handle x, Handle mask, Number value) {
  return tensor([&] { return at::masked_fill(arg(x), arg(mask), number(value)); });
}
TS_API bool ts_masked_fill_(Handle x, Handle mask, Number value) {
  return run([&] { arg(x).masked_fill_(arg(mask), number(value)); });
}
