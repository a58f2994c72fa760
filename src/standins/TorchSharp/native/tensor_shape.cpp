#include "shim.h"
using namespace shim;

#define BY_LONGS(name)                                                         \
  TS_API Handle ts_##name(Handle x, const int64_t* values, int64_t count) {    \
    return tensor([&] { return arg(x).name(longs(values, count)); });          \
  }

BY_LONGS(view)
BY_LONGS(reshape)
BY_LONGS(permute)
BY_LONGS(repeat)
BY_LONGS(flip)

TS_API Handle ts_expand(Handle x, const int64_t* sizes, int64_t count, bool implicit) {
  return tensor([&] { return arg(x).expand(longs(sizes, count), implicit); });
}
TS_API Handle ts_as_strided(Handle x, const int64_t* sizes, const int64_t* strides, int64_t count, int64_t offset) {
  return tensor([&] { return arg(x).as_strided(longs(sizes, count), longs(strides, count), offset); });
}
TS_API Handle ts_transpose(Handle x, int64_t first, int64_t second) {
  return tensor([&] { return arg(x).transpose(first, second); });
}
TS_API Handle ts_squeeze(Handle x) { return tensor([&] { return arg(x).squeeze(); }); }
TS_API Handle ts_squeeze_dim(Handle x, int64_t dim) { return tensor([&] { return arg(x).squeeze(dim); }); }
TS_API Handle ts_unsqueeze(Handle x, int64_t dim) { return tensor([&] { return arg(x).unsqueeze(dim); }); }
TS_API Handle ts_flatten(Handle x, int64_t start, int64_t end) { return tensor([&] { return arg(x).flatten(start, end); }); }
TS_API Handle ts_narrow(Handle x, int64_t dim, int64_t start, int64_t length) {
  return tensor([&] { return arg(x).narrow(dim, start, length); });
}
TS_API Handle ts_slice(Handle x, int64_t dim, int64_t start, int64_t end, int64_t step) {
  return tensor([&] { return arg(x).slice(dim, start, end, step); });
}
TS_API Handle ts_select(Handle x, int64_t dim, int64_t index) { return tensor([&] { return arg(x).select(dim, index); }); }
TS_API Handle ts_unfold_dim(Handle x, int64_t dim, int64_t size, int64_t step) {
  return tensor([&] { return arg(x).unfold(dim, size, step); });
}
TS_API Handle ts_roll(Handle x, const int64_t* shifts, int64_t shift_count, const int64_t* dims, int64_t dim_count) {
  return tensor([&] { return arg(x).roll(longs(shifts, shift_count), longs(dims, dim_count)); });
}
TS_API Handle ts_triu(Handle x, int64_t diagonal) { return tensor([&] { return arg(x).triu(diagonal); }); }
TS_API Handle ts_tril(Handle x, int64_t diagonal) { return tensor([&] { return arg(x).tril(diagonal); }); }
TS_API Handle ts_cat(const Handle* parts, int64_t count, int64_t dim) {
  return tensor([&] { return at::cat(tensors(parts, count), dim); });
}
TS_API Handle ts_stack(const Handle* parts, int64_t count, int64_t dim) {
  return tensor([&] { return at::stack(tensors(parts, count), dim); });
}

// The parts go to `parts`, which holds at least as many as there can be; the answer is their number, or -1.
template <class F> static int64_t hand_out(F make, Handle* parts) {
  int64_t count = -1;
  run([&] {
    auto made = make();
    for (size_t i = 0; i < made.size(); ++i) parts[i] = own(std::move(made[i]));
    count = static_cast<int64_t>(made.size());
  });
  return count;
}

TS_API int64_t ts_split(Handle x, int64_t size, int64_t dim, Handle* parts) {
  return hand_out([&] { return arg(x).split(size, dim); }, parts);
}
TS_API int64_t ts_split_sizes(Handle x, const int64_t* sizes, int64_t count, int64_t dim, Handle* parts) {
  return hand_out([&] { return arg(x).split_with_sizes(longs(sizes, count), dim); }, parts);
}
TS_API int64_t ts_chunk(Handle x, int64_t chunks, int64_t dim, Handle* parts) {
  return hand_out([&] { return arg(x).chunk(chunks, dim); }, parts);
}
TS_API int64_t ts_unbind(Handle x, int64_t dim, Handle* parts) {
  return hand_out([&] { return arg(x).unbind(dim); }, parts);
}
