using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>
/// A network whose forward pass is a chain of segments with their own parameters: a segment sees the results of earlier ones through
/// <see cref="Cuts"/> alone, so the backward pass can run segment by segment.
/// </summary>
public interface ISegmented
{
    /// <summary>The layers of every segment, in the order of the forward pass; together they hold each parameter once.</summary>
    IReadOnlyList<IReadOnlyList<Module>> Segments { get; }

    /// <summary>Where the graph is cut.</summary>
    SegmentCuts Cuts { get; }
}
