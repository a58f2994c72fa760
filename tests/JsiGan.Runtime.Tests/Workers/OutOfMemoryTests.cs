using JsiGan.Runtime.Hosting;
using JsiGan.Runtime.Workers;
using static TorchSharp.torch;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class OutOfMemoryTests
{
    [Theory]
    [InlineData(
        "CUDA out of memory. Tried to allocate 2.50 GiB (GPU 1; 23.69 GiB total capacity; 20.1 GiB already allocated; 1.2 GiB free)",
        "The GPU cuda:1 is out of memory: training asked for 2.50 GiB more, of 23.69 GiB that it has.")]
    [InlineData(
        "CUDA out of memory. Tried to allocate 64.00 MiB. GPU 0 has a total capacity of 79.10 GiB of which 12.25 MiB is free.",
        "The GPU cuda:0 is out of memory: training asked for 64.00 MiB more, of 79.10 GiB that it has.")]
    public void A_gpu_without_memory_is_named_with_what_it_has_and_what_was_asked(string said, string told) =>
        Assert.StartsWith(told, OutOfMemory.Describe(new InvalidOperationException(said))!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call")]
    [InlineData("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    public void A_CUDA_library_without_memory_is_reported_too(string said) => Assert.StartsWith(
        "The GPU is out of memory: training asked for more than is free. ",
        OutOfMemory.Describe(new InvalidOperationException(said))!.Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_exception_of_libtorchs_allocator_is_reported_with_its_bytes()
    {
        var thrown = Assert.ThrowsAny<Exception>(() => zeros(1L << 50));
        var told = OutOfMemory.Describe(thrown);
        Assert.True(told is not null, thrown.Message);
        Assert.Contains($"asked for {1L << 52} bytes", told.Message, StringComparison.Ordinal);
        Assert.Contains("batch", Environmental.Describe(thrown), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_exceptions_are_not_matched() => Assert.Null(OutOfMemory.Describe(new InvalidOperationException("shapes differ")));
}
