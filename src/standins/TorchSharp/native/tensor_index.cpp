#include "shim.h"

#include <ATen/TensorIndexing.h>
#include <limits>
#include <type_traits>
using namespace shim;

namespace {

// One index of x[...]; `missing` stands for an open end of a slice.
struct Index {
  enum Kind : int64_t { None, Ellipsis, Boolean, Single, Slice, Tensor };
  static constexpr int64_t missing = std::numeric_limits<int64_t>::min();
  int64_t kind;
  int64_t start;
  int64_t stop;
  int64_t step;
  Handle tensor;
};

std::vector<at::indexing::TensorIndex> indices(const Index* from, int64_t count) {
  std::vector<at::indexing::TensorIndex> result;
  result.reserve(count);
  // Slice takes optional<int64_t> before libtorch 2.0 and optional<SymInt> since.
  constexpr bool symbolic = std::is_constructible_v<at::indexing::Slice, Optional<c10::SymInt>>;
  using Bound = Optional<std::conditional_t<symbolic, c10::SymInt, int64_t>>;
  const auto open = [](int64_t value) { return value == Index::missing ? Bound() : Bound(value); };
  for (int64_t i = 0; i < count; ++i) {
    const Index& index = from[i];
    switch (index.kind) {
      case Index::Ellipsis: result.emplace_back(at::indexing::Ellipsis); break;
      case Index::Boolean: result.emplace_back(index.start != 0); break;
      case Index::Single: result.emplace_back(index.start); break;
      case Index::Slice: result.emplace_back(at::indexing::Slice(open(index.start), open(index.stop), open(index.step))); break;
      case Index::Tensor: result.emplace_back(arg(index.tensor)); break;
      default: result.emplace_back(at::indexing::None); break;
    }
  }
  return result;
}

}  // namespace

TS_API Handle ts_index(Handle x, const Index* from, int64_t count) {
  return tensor([&] { return arg(x).index(indices(from, count)); });
}
TS_API bool ts_index_put_(Handle x, const Index* from, int64_t count, Handle value) {
  return run([&] { at::Tensor(arg(x)).index_put_(indices(from, count), arg(value)); });
}
TS_API bool ts_index_put_number_(Handle x, const Index* from, int64_t count, Number value) {
  return run([&] { at::Tensor(arg(x)).index_put_(indices(from, count), number(value)); });
}
TS_API Handle ts_index_select(Handle x, int64_t dim, Handle index) {
  return tensor([&] { return arg(x).index_select(dim, arg(index)); });
}
TS_API Handle ts_gather(Handle x, int64_t dim, Handle index) { return tensor([&] { return arg(x).gather(dim, arg(index)); }); }
TS_API Handle ts_masked_select(Handle x, Handle mask) { return tensor([&] { return arg(x).masked_select(arg(mask)); }); }
TS_API Handle ts_nonzero(Handle x) { return tensor([&] { return arg(x).nonzero(); }); }
