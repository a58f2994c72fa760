#include "shim.h"
using namespace shim;

namespace {
enum Mode : int32_t { Nearest = 0, Bilinear = 2, Bicubic = 3, Area = 5, NearestExact = 6 };
}

// Resizes the last two dimensions to `size`; `scale`, if it has its two values, is the factor by which coordinates are mapped.
TS_API Handle ts_interpolate(Handle x, const int64_t* size, const double* scale, int64_t scale_count, int32_t mode,
                             bool align_corners, bool antialias) {
  return tensor([&]() -> at::Tensor {
    const auto to = longs(size, 2);
    const auto vertical = scale_count == 2 ? Optional<double>(scale[0]) : Optional<double>();
    const auto horizontal = scale_count == 2 ? Optional<double>(scale[1]) : Optional<double>();
    switch (mode) {
      case Nearest:
        return at::upsample_nearest2d(arg(x), to, vertical, horizontal);
      case NearestExact:
        return at::_upsample_nearest_exact2d(arg(x), to, vertical, horizontal);
      case Area:
        return at::adaptive_avg_pool2d(arg(x), to);
      case Bilinear:
        return antialias ? at::_upsample_bilinear2d_aa(arg(x), to, align_corners, vertical, horizontal)
                         : at::upsample_bilinear2d(arg(x), to, align_corners, vertical, horizontal);
      case Bicubic:
        return antialias ? at::_upsample_bicubic2d_aa(arg(x), to, align_corners, vertical, horizontal)
                         : at::upsample_bicubic2d(arg(x), to, align_corners, vertical, horizontal);
      default:
        TORCH_CHECK(false, "interpolate knows Nearest, NearestExact, Area, Bilinear and Bicubic over two dimensions; mode ", mode,
                    " is none of them.");
    }
  });
}
