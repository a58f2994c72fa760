using JsiGan.Models;
using TorchSharp.Modules;

namespace JsiGan.Training.Distributed;

/// <summary>
/// One buffer for all gradients of a network, of which each parameter's gradient is a view: backward passes add to it in place, and an
/// all-reduce needs no copy. The gradients of a segment are adjacent and form a bucket.
/// </summary>
internal sealed class FlatGradients : IDisposable
{
    private readonly nn.Module _network;

    public FlatGradients(nn.Module network)
    {
        _network = network;
        List<Parameter[]> segments = network is ISegmented segmented
            ? [.. segmented.Segments.Select(layers => layers.SelectMany(layer => layer.parameters()).ToArray())]
            : [[.. network.parameters()]];
        Parameter[] parameters = [.. segments.SelectMany(segment => segment)];
        RequireAll(network, parameters.Length);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Buffer = zeros(parameters.Sum(parameter => parameter.numel()), parameters[0].dtype, parameters[0].device).DetachFromDisposeScope();
        long offset = 0;
        foreach (var parameter in parameters)
        {
            parameter.grad = Buffer.narrow(0, offset, parameter.numel()).view(parameter.shape);
            offset += parameter.numel();
        }

        Buckets = Slices(Buffer, segments);
    }

    /// <summary>The gradients of all parameters, segment by segment, 1-dimensional.</summary>
    public Tensor Buffer { get; }

    /// <summary>The part of <see cref="Buffer"/> that holds each segment's gradients; some may be empty.</summary>
    public IReadOnlyList<Tensor> Buckets { get; }

    public void Clear() => Buffer.zero_();

    public void Dispose()
    {
        _network.zero_grad(set_to_none: true);
        foreach (var bucket in Buckets)
            bucket.Dispose();

        Buffer.Dispose();
    }

    private static List<Tensor> Slices(Tensor buffer, IEnumerable<Parameter[]> segments)
    {
        var slices = new List<Tensor>();
        long start = 0;
        foreach (var length in segments.Select(segment => segment.Sum(parameter => parameter.numel())))
        {
            slices.Add(buffer.narrow(0, start, length).DetachFromDisposeScope());
            start += length;
        }

        return slices;
    }

    private static void RequireAll(nn.Module network, int found)
    {
        var expected = network.parameters().Count();
        if (found != expected)
        {
            throw new ArgumentException(
                $"The segments of {network.GetName()} hold {found} parameters, the network {expected}.", nameof(network));
        }
    }
}
