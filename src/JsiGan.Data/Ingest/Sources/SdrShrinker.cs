using JsiGan.Imaging.Color;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>SDR frames to the low resolution: bicubic with antialiasing on each plane, rounded to 8 bits.</summary>
internal sealed class SdrShrinker(int width, int height, int scale)
{
    private readonly Bicubic _bicubic = new(width, height, width / scale, height / scale);
    private readonly float[] _source = new float[width * height];
    private readonly float[] _result = new float[width / scale * (height / scale)];
    private readonly Frame<byte> _frame = new(width / scale, height / scale);

    /// <summary>The low-resolution frame; overwritten by the next call.</summary>
    public Frame<byte> Apply(Frame<byte> frame)
    {
        if (scale == 1)
            return frame;

        for (var plane = 0; plane < Frame<byte>.Planes; plane++)
        {
            Widen(frame.Plane(plane), _source);
            _bicubic.Resize(_source, _result);
            var codes = _frame.Plane(plane);
            for (var i = 0; i < codes.Length; i++)
                codes[i] = (byte)(Math.Clamp(_result[i], 0f, 255f) + 0.5f);
        }

        return _frame;
    }

    private static void Widen(ReadOnlySpan<byte> codes, Span<float> values)
    {
        for (var i = 0; i < codes.Length; i++)
            values[i] = codes[i];
    }
}
