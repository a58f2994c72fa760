using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Nccl;

/// <summary>Says before a run begins whether NCCL can be used here.</summary>
public static class NcclProbe
{
    /// <summary>Loads the library and looks for its functions.</summary>
    /// <exception cref="CollectiveException">It is absent, unreadable, or too old; the message names it and what the linker
    /// found.</exception>
    public static void Require(CollectiveOptions options) => _ = Load(options);

    /// <summary>The version of the library, as in 2.27.3.</summary>
    /// <exception cref="CollectiveException">As for <see cref="Require"/>.</exception>
    public static string Version(CollectiveOptions options) => Load(options).Version;

    private static NcclLibrary Load(CollectiveOptions options)
    {
        try
        {
            return new NcclLibrary(options.NcclLibrary);
        }
        catch (TransportException unfit)
        {
            throw new CollectiveException(unfit.Fault, -1, null, unfit.Message + ".", unfit);
        }
    }
}
