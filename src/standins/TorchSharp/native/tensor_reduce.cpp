#include "shim.h"
using namespace shim;

#define WHOLE(name) \
  TS_API Handle ts_##name(Handle x) { return tensor([&] { return at::name(arg(x)); }); }
#define ALONG_DIM(name) \
  TS_API Handle ts_##name##_dim(Handle x, int64_t dim, bool keepdim) { return tensor([&] { return at::name(arg(x), dim, keepdim); }); }
#define VALUES_AND_INDICES(name)                                                                               \
  TS_API bool ts_##name##_dim(Handle x, int64_t dim, bool keepdim, Handle* values, Handle* indices) {          \
    return run([&] {                                                                                           \
      auto [value, index] = at::name(arg(x), dim, keepdim);                                                    \
      *values = own(value);                                                                                    \
      *indices = own(index);                                                                                   \
    });                                                                                                        \
  }

WHOLE(max)
WHOLE(min)
WHOLE(median)
WHOLE(all)
WHOLE(any)
ALONG_DIM(all)
ALONG_DIM(any)
VALUES_AND_INDICES(max)
VALUES_AND_INDICES(min)

TS_API Handle ts_argmax(Handle x) { return tensor([&] { return at::argmax(arg(x)); }); }
TS_API Handle ts_argmin(Handle x) { return tensor([&] { return at::argmin(arg(x)); }); }
ALONG_DIM(argmax)
ALONG_DIM(argmin)

TS_API Handle ts_sum(Handle x, int8_t dtype) { return tensor([&] { return at::sum(arg(x), maybe_dtype(dtype)); }); }
TS_API Handle ts_mean(Handle x, int8_t dtype) { return tensor([&] { return at::mean(arg(x), maybe_dtype(dtype)); }); }
TS_API Handle ts_prod(Handle x, int8_t dtype) { return tensor([&] { return at::prod(arg(x), maybe_dtype(dtype)); }); }
TS_API Handle ts_cumsum(Handle x, int64_t dim, int8_t dtype) {
  return tensor([&] { return at::cumsum(arg(x), dim, maybe_dtype(dtype)); });
}

#define ALONG_DIMS(name)                                                                                       \
  TS_API Handle ts_##name##_dims(Handle x, const int64_t* dims, int64_t count, bool keepdim, int8_t dtype) {   \
    return tensor([&] { return at::name(arg(x), longs(dims, count), keepdim, maybe_dtype(dtype)); });          \
  }
ALONG_DIMS(sum)
ALONG_DIMS(mean)

// Over all dimensions if `count` is 0.
#define SPREAD(name)                                                                                           \
  TS_API Handle ts_##name(Handle x, const int64_t* dims, int64_t count, bool unbiased, bool keepdim) {         \
    return tensor([&] {                                                                                        \
      return count == 0 ? at::name(arg(x), unbiased) : at::name(arg(x), longs(dims, count), unbiased, keepdim); \
    });                                                                                                        \
  }
SPREAD(var)
SPREAD(std)

TS_API bool ts_var_mean(Handle x, const int64_t* dims, int64_t count, bool unbiased, bool keepdim, Handle* var, Handle* mean) {
  return run([&] {
    auto [variance, average] =
        count == 0 ? at::var_mean(arg(x), unbiased) : at::var_mean(arg(x), longs(dims, count), unbiased, keepdim);
    *var = own(variance);
    *mean = own(average);
  });
}

TS_API Handle ts_amax(Handle x, const int64_t* dims, int64_t count, bool keepdim) {
  return tensor([&] { return at::amax(arg(x), longs(dims, count), keepdim); });
}
TS_API Handle ts_amin(Handle x, const int64_t* dims, int64_t count, bool keepdim) {
  return tensor([&] { return at::amin(arg(x), longs(dims, count), keepdim); });
}
TS_API Handle ts_norm(Handle x, double p) { return tensor([&] { return at::norm(arg(x), p); }); }
TS_API Handle ts_norm_dim(Handle x, double p, int64_t dim, bool keepdim) {
  return tensor([&] { return at::norm(arg(x), at::Scalar(p), longs(&dim, 1), keepdim); });
}
TS_API Handle ts_softmax(Handle x, int64_t dim, int8_t dtype) {
  return tensor([&] { return at::softmax(arg(x), dim, maybe_dtype(dtype)); });
}
TS_API Handle ts_log_softmax(Handle x, int64_t dim, int8_t dtype) {
  return tensor([&] { return at::log_softmax(arg(x), dim, maybe_dtype(dtype)); });
}
TS_API Handle ts_logsumexp(Handle x, int64_t dim, bool keepdim) {
  return tensor([&] { return at::logsumexp(arg(x), longs(&dim, 1), keepdim); });
}
