#include "shim.h"

#include <c10/core/Storage.h>
using namespace shim;

TS_API void ts_free(Handle x) { delete x; }
// A second handle to the same tensor.
TS_API Handle ts_share(Handle x) { return tensor([&] { return arg(x); }); }
TS_API bool ts_same(Handle x, Handle y) { return arg(x).is_same(arg(y)); }

TS_API int64_t ts_ndim(Handle x) { return arg(x).dim(); }
TS_API int64_t ts_numel(Handle x) { return arg(x).numel(); }
TS_API int64_t ts_element_size(Handle x) { return arg(x).element_size(); }
TS_API int8_t ts_dtype(Handle x) { return static_cast<int8_t>(arg(x).scalar_type()); }
TS_API int32_t ts_device_type(Handle x) { return static_cast<int32_t>(arg(x).device().type()); }
TS_API int32_t ts_device_index(Handle x) { return arg(x).device().index(); }
TS_API int64_t ts_storage_offset(Handle x) { return arg(x).storage_offset(); }
TS_API bool ts_is_contiguous(Handle x) { return arg(x).is_contiguous(); }
TS_API bool ts_is_sparse(Handle x) { return arg(x).is_sparse(); }
TS_API bool ts_is_pinned(Handle x, bool* result) { return run([&] { *result = arg(x).is_pinned(); }); }
TS_API bool ts_size(Handle x, int64_t dim, int64_t* result) { return run([&] { *result = arg(x).size(dim); }); }
TS_API bool ts_stride(Handle x, int64_t dim, int64_t* result) { return run([&] { *result = arg(x).stride(dim); }); }
TS_API void ts_sizes(Handle x, int64_t* result) {
  const auto sizes = arg(x).sizes();
  std::copy(sizes.begin(), sizes.end(), result);
}
TS_API void ts_strides(Handle x, int64_t* result) {
  const auto strides = arg(x).strides();
  std::copy(strides.begin(), strides.end(), result);
}

TS_API bool ts_data(Handle x, void** result) { return run([&] { *result = arg(x).data_ptr(); }); }
TS_API bool ts_storage(Handle x, void** data, uint64_t* bytes) {
  return run([&] {
    const auto& storage = arg(x).storage();
    *data = const_cast<void*>(static_cast<const void*>(storage.data()));
    *bytes = storage.nbytes();
  });
}
TS_API bool ts_item_double(Handle x, double* result) { return run([&] { *result = arg(x).item().to<double>(); }); }
TS_API bool ts_item_long(Handle x, int64_t* result) { return run([&] { *result = arg(x).item().to<int64_t>(); }); }

TS_API Handle ts_clone(Handle x) { return tensor([&] { return arg(x).clone(); }); }
TS_API Handle ts_alias(Handle x) { return tensor([&] { return arg(x).alias(); }); }
TS_API Handle ts_contiguous(Handle x) { return tensor([&] { return arg(x).contiguous(); }); }
TS_API Handle ts_pin_memory(Handle x) { return tensor([&] { return arg(x).pin_memory(); }); }
TS_API Handle ts_to(Handle x, Options to, bool copy, bool non_blocking) {
  return tensor([&] { return arg(x).to(options(to), non_blocking, copy); });
}
TS_API bool ts_copy_(Handle x, Handle source, bool non_blocking) { return run([&] { arg(x).copy_(arg(source), non_blocking); }); }
TS_API bool ts_fill_(Handle x, Number value) { return run([&] { arg(x).fill_(number(value)); }); }
TS_API bool ts_zero_(Handle x) { return run([&] { arg(x).zero_(); }); }
TS_API bool ts_set_(Handle x, Handle source) { return run([&] { arg(x).set_(arg(source)); }); }
