using JsiGan.Imaging.Frames;
using JsiGan.Models.Generator;
using JsiGan.Training.Batches;

namespace JsiGan.Training;

/// <summary>Predicts whole frames in tiles, so that memory does not grow with what the network holds of a frame.</summary>
/// <param name="network">A trained generator; its owner disposes it.</param>
/// <param name="device">Where the network lives.</param>
/// <param name="tile">Side of a tile, low-resolution pixels.</param>
public sealed class FramePredictor(JsiNet network, Device device, int tile = TiledInference.DefaultTile)
{
    private float[] _signal = [];

    /// <summary>High-resolution pixels per low-resolution pixel along one axis: 1, 2 or 4.</summary>
    public int Scale => network.Options.Scale;

    /// <param name="sdr">8-bit limited-range BT.709 Y'CbCr codes.</param>
    /// <returns>10-bit limited-range BT.2020 PQ Y'CbCr codes, larger by the scale.</returns>
    public Frame<ushort> Predict(Frame<byte> sdr)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var hdr = new Frame<ushort>(sdr.Width * Scale, sdr.Height * Scale);
        Array.Resize(ref _signal, Math.Max(_signal.Length, hdr.Samples.Length));
        var low = _signal.AsSpan(0, sdr.Samples.Length);
        Codes.Normalize(sdr.Samples, low);
        var prediction = TiledInference.Predict(network, Codes.ToTensor(low, [1, 3, sdr.Height, sdr.Width], device), tile, tile).cpu();
        var high = _signal.AsSpan(0, hdr.Samples.Length);
        prediction.data<float>().CopyTo(high);
        Codes.Quantize(high, hdr.Samples);
        return hdr;
    }
}
