using System.Numerics;

namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>One frame of a shot, ready to be asked for its pixels from several threads at once.</summary>
internal abstract class Scene(FrameView view, uint seed)
{
    protected FrameView View { get; } = view;

    protected uint Seed { get; } = seed;

    /// <summary>Linear-light BT.2020 nits of a pixel; negative components and light above the peak are cut off by the caller.</summary>
    public abstract Vector3 Shade(int x, int y);

    /// <summary>A value for each pixel column, for what depends on u alone.</summary>
    protected float[] PerColumn(Func<float, float> value) => [.. Enumerable.Range(0, View.Width).Select(x => value(View.U(x)))];

    /// <summary>Coverage of a pixel by a rectangle whose centre is (<paramref name="du"/>, <paramref name="dv"/>) heights away.</summary>
    protected float Rectangle(float du, float dv, float halfWidth, float halfHeight) =>
        View.Inside(MathF.Min(halfWidth - MathF.Abs(du), halfHeight - MathF.Abs(dv)));

    /// <summary>Coverage of a pixel by a disc whose centre is (<paramref name="du"/>, <paramref name="dv"/>) heights away.</summary>
    protected float Disc(float du, float dv, float radius) => View.Inside(radius - MathF.Sqrt((du * du) + (dv * dv)));
}
