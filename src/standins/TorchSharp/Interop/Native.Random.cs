using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Generators and random fills.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Flag ts_uniform_(torch.Tensor x, double from, double to, nint generator);

    [LibraryImport(Library)]
    internal static partial Flag ts_normal_(torch.Tensor x, double mean, double std, nint generator);

    [LibraryImport(Library)]
    internal static partial Flag ts_bernoulli_(torch.Tensor x, double p, nint generator);

    [LibraryImport(Library)]
    internal static partial nint ts_generator_default();

    [LibraryImport(Library)]
    internal static partial nint ts_generator_new(ulong seed, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial void ts_generator_free(nint generator);

    [LibraryImport(Library)]
    internal static partial Flag ts_generator_seed(nint generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial Flag ts_generator_current_seed(nint generator, out ulong seed);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_generator_state(nint generator);

    [LibraryImport(Library)]
    internal static partial Flag ts_generator_set_state(nint generator, torch.Tensor state);

    [LibraryImport(Library)]
    internal static partial Flag ts_manual_seed(ulong seed);
}
