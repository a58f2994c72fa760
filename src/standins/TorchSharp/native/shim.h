// The conventions of the shim's C ABI.
//
// A tensor crosses the border as a Handle, a heap-allocated at::Tensor that the caller owns; null stands for "no tensor".
// A function that makes a tensor returns its Handle; any other function that can fail returns whether it went well. Nothing throws
// across the border: the message is kept for this thread, and ts_last_error hands it out once.
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/ivalue.h>

#include <cstdint>
#include <cstring>
#include <utility>

#define TS_API extern "C" __attribute__((visibility("default")))

namespace shim {

using Handle = at::Tensor*;

// optional<T> of this libtorch: c10::optional before 2.2, std::optional since.
template <class> struct Rebind;
template <template <class...> class Outer, class Inner> struct Rebind<Outer<Inner>> {
  template <class T> using type = Outer<T>;
};
template <class T>
using Optional = typename Rebind<decltype(std::declval<at::TensorOptions>().device_opt())>::template type<T>;

// c10::string_view before libtorch 2.6, std::string_view since.
using StringView = decltype(std::declval<const c10::IValue&>().toStringView());

// Keeps the message of the exception in flight; only valid inside a catch block.
void remember_exception() noexcept;

// A number as C# passes it: by value, in two registers.
struct Number {
  enum Kind : int64_t { None, Floating, Integral, Boolean };
  int64_t kind;
  int64_t bits;
};

// Element type, device and gradient flag of a tensor to make; -1 stands for "not given".
struct Options {
  int8_t dtype;
  int8_t device_type;
  int16_t device_index;
  int32_t requires_grad;
};

inline const at::Tensor& arg(Handle handle) {
  static const at::Tensor none;
  return handle ? *handle : none;
}

inline at::Scalar number(Number value) {
  switch (value.kind) {
    case Number::Floating: {
      double floating;
      std::memcpy(&floating, &value.bits, sizeof floating);
      return floating;
    }
    case Number::Boolean:
      return value.bits != 0;
    default:
      return value.bits;
  }
}

inline Optional<at::Scalar> maybe_number(Number value) {
  return value.kind == Number::None ? Optional<at::Scalar>() : Optional<at::Scalar>(number(value));
}

inline Optional<at::ScalarType> maybe_dtype(int8_t dtype) {
  return dtype < 0 ? Optional<at::ScalarType>() : Optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline Optional<at::Tensor> maybe_tensor(Handle handle) {
  return handle ? Optional<at::Tensor>(*handle) : Optional<at::Tensor>();
}

inline Optional<at::Generator> maybe_generator(at::Generator* generator) {
  return generator ? Optional<at::Generator>(*generator) : Optional<at::Generator>();
}

inline at::TensorOptions options(Options from) {
  at::TensorOptions result;
  if (from.dtype >= 0) result = result.dtype(static_cast<at::ScalarType>(from.dtype));
  if (from.device_type >= 0) {
    result = result.device(at::Device(static_cast<at::DeviceType>(from.device_type), static_cast<at::DeviceIndex>(from.device_index)));
  }
  return result;
}

inline at::IntArrayRef longs(const int64_t* values, int64_t count) { return {values, static_cast<size_t>(count)}; }

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
  std::vector<at::Tensor> result;
  result.reserve(count);
  for (int64_t i = 0; i < count; ++i) result.push_back(arg(handles[i]));
  return result;
}

inline Handle own(at::Tensor tensor) { return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr; }

template <class F> Handle tensor(F make) noexcept {
  try {
    return own(make());
  } catch (...) {
    remember_exception();
    return nullptr;
  }
}

template <class F> bool run(F action) noexcept {
  try {
    action();
    return true;
  } catch (...) {
    remember_exception();
    return false;
  }
}

}  // namespace shim
