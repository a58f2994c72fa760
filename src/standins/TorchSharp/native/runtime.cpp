#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>
using namespace shim;

TS_API bool ts_set_num_threads(int32_t count) { return run([&] { at::set_num_threads(count); }); }
TS_API int32_t ts_get_num_threads() { return at::get_num_threads(); }
TS_API bool ts_set_num_interop_threads(int32_t count) { return run([&] { at::set_num_interop_threads(count); }); }
TS_API int32_t ts_get_num_interop_threads() { return at::get_num_interop_threads(); }

TS_API bool ts_cuda_is_available() { return torch::cuda::is_available(); }
TS_API bool ts_cuda_cudnn_is_available() { return torch::cuda::cudnn_is_available(); }
TS_API int32_t ts_cuda_device_count() { return static_cast<int32_t>(torch::cuda::device_count()); }
TS_API bool ts_cuda_synchronize(int64_t index) { return run([&] { torch::cuda::synchronize(index); }); }
TS_API bool ts_cuda_manual_seed(uint64_t seed) { return run([&] { torch::cuda::manual_seed(seed); }); }
TS_API bool ts_cuda_manual_seed_all(uint64_t seed) { return run([&] { torch::cuda::manual_seed_all(seed); }); }

TS_API bool ts_allow_tf32_cublas() { return at::globalContext().allowTF32CuBLAS(); }
TS_API void ts_set_allow_tf32_cublas(bool value) { at::globalContext().setAllowTF32CuBLAS(value); }
TS_API bool ts_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN(); }
TS_API void ts_set_allow_tf32_cudnn(bool value) { at::globalContext().setAllowTF32CuDNN(value); }
