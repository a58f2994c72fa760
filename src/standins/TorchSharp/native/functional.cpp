#include "shim.h"
using namespace shim;

TS_API Handle ts_pad(Handle x, const int64_t* pad, int64_t count, const char* mode, double value) {
  return tensor([&] {
    const bool constant = std::strcmp(mode, "constant") == 0;
    return at::pad(arg(x), longs(pad, count), mode, constant ? Optional<double>(value) : Optional<double>());
  });
}

// Strides, padding and dilation have as many values as the image has dimensions.
TS_API Handle ts_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding,
                        const int64_t* dilation, int64_t groups) {
  return tensor([&] {
    return at::conv2d(arg(x), arg(weight), maybe_tensor(bias), longs(stride, 2), longs(padding, 2), longs(dilation, 2), groups);
  });
}
TS_API Handle ts_conv2d_padding(Handle x, Handle weight, Handle bias, const int64_t* stride, const char* padding,
                                const int64_t* dilation, int64_t groups) {
  return tensor([&] {
    return at::conv2d(arg(x), arg(weight), maybe_tensor(bias), longs(stride, 2), StringView(padding), longs(dilation, 2),
                      groups);
  });
}
TS_API Handle ts_conv_transpose2d(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding,
                                  const int64_t* output_padding, const int64_t* dilation, int64_t groups) {
  return tensor([&] {
    return at::conv_transpose2d(arg(x), arg(weight), maybe_tensor(bias), longs(stride, 2), longs(padding, 2),
                                longs(output_padding, 2), groups, longs(dilation, 2));
  });
}
TS_API Handle ts_avg_pool2d(Handle x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, bool ceil_mode,
                            bool count_include_pad, int64_t divisor) {
  return tensor([&] {
    return at::avg_pool2d(arg(x), longs(kernel, 2), longs(stride, 2), longs(padding, 2), ceil_mode, count_include_pad,
                          divisor == 0 ? Optional<int64_t>() : Optional<int64_t>(divisor));
  });
}
TS_API Handle ts_batch_norm(Handle x, Handle weight, Handle bias, Handle running_mean, Handle running_var, bool training,
                            double momentum, double eps) {
  return tensor([&] {
    return at::batch_norm(arg(x), maybe_tensor(weight), maybe_tensor(bias), maybe_tensor(running_mean), maybe_tensor(running_var),
                          training, momentum, eps, at::globalContext().userEnabledCuDNN());
  });
}
TS_API Handle ts_linear(Handle x, Handle weight, Handle bias) {
  return tensor([&] { return at::linear(arg(x), arg(weight), maybe_tensor(bias)); });
}
TS_API Handle ts_leaky_relu(Handle x, Number slope) { return tensor([&] { return at::leaky_relu(arg(x), number(slope)); }); }
TS_API bool ts_leaky_relu_(Handle x, Number slope) { return run([&] { at::leaky_relu_(*x, number(slope)); }); }
TS_API Handle ts_softplus(Handle x, double beta, double threshold) {
  return tensor([&] { return at::softplus(arg(x), beta, threshold); });
}
TS_API Handle ts_pixel_shuffle(Handle x, int64_t factor) { return tensor([&] { return at::pixel_shuffle(arg(x), factor); }); }
TS_API Handle ts_pixel_unshuffle(Handle x, int64_t factor) { return tensor([&] { return at::pixel_unshuffle(arg(x), factor); }); }
TS_API Handle ts_unfold(Handle x, const int64_t* kernel, const int64_t* dilation, const int64_t* padding, const int64_t* stride) {
  return tensor([&] { return at::im2col(arg(x), longs(kernel, 2), longs(dilation, 2), longs(padding, 2), longs(stride, 2)); });
}
TS_API Handle ts_fold(Handle x, const int64_t* size, const int64_t* kernel, const int64_t* dilation, const int64_t* padding,
                      const int64_t* stride) {
  return tensor([&] {
    return at::col2im(arg(x), longs(size, 2), longs(kernel, 2), longs(dilation, 2), longs(padding, 2), longs(stride, 2));
  });
}
TS_API Handle ts_l1_loss(Handle x, Handle target, int64_t reduction) {
  return tensor([&] { return at::l1_loss(arg(x), arg(target), reduction); });
}
TS_API Handle ts_mse_loss(Handle x, Handle target, int64_t reduction) {
  return tensor([&] { return at::mse_loss(arg(x), arg(target), reduction); });
}
TS_API Handle ts_normalize(Handle x, double p, int64_t dim, double eps) {
  return tensor([&] {
    const auto length = at::norm(arg(x), at::Scalar(p), longs(&dim, 1), true).clamp_min(eps);
    return arg(x) / length.expand_as(arg(x));
  });
}
