using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>
/// A network whose forward pass is a chain of segments with parameters of their own: a segment sees what those before it computed through
/// <see cref="Cuts"/> alone, so the backward pass can be made segment by segment.
/// </summary>
public interface ISegmented
{
    /// <summary>The layers of every segment, in the order of the forward pass; together they hold each parameter once.</summary>
    IReadOnlyList<IReadOnlyList<Module>> Segments { get; }

    /// <summary>Where the graph is cut.</summary>
    SegmentCuts Cuts { get; }
}
