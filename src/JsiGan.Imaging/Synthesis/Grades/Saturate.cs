using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>Saturation in linear BT.2020 light: each component moves along the line to the luminance.</summary>
internal static class Saturate
{
    /// <summary>Scales light and its saturation in place; what would turn negative becomes 0.</summary>
    public static void Apply(Span<float> red, Span<float> green, Span<float> blue, float gain, float saturation)
    {
        var (kr, kg, kb) = ((float)Bt2020.Matrix.Kr, (float)Bt2020.Matrix.Kg, (float)Bt2020.Matrix.Kb);
        for (var i = 0; i < red.Length; i++)
        {
            var luminance = (kr * red[i]) + (kg * green[i]) + (kb * blue[i]);
            red[i] = gain * MathF.Max(luminance + ((red[i] - luminance) * saturation), 0);
            green[i] = gain * MathF.Max(luminance + ((green[i] - luminance) * saturation), 0);
            blue[i] = gain * MathF.Max(luminance + ((blue[i] - luminance) * saturation), 0);
        }
    }
}
