namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// Where the camera of one frame looks. Scene coordinates are in picture heights: v from 0 (top) to 1 (bottom), u to the right.
/// </summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pan">Scene coordinate u of the left edge.</param>
/// <param name="Time">Place in the shot, 0 to 1, for what moves by itself.</param>
/// <param name="Zoom">Share of the scene's height that the picture shows.</param>
/// <param name="Top">Scene coordinate v of the upper edge.</param>
internal sealed record FrameView(int Width, int Height, float Pan, float Time, float Zoom = 1, float Top = 0)
{
    /// <summary>Size of a pixel, heights.</summary>
    public float Pixel { get; } = Zoom / Height;

    /// <summary>Width of the picture at full height, heights.</summary>
    public float Aspect { get; } = (float)Width / Height;

    public float U(int x) => Pan + ((x + 0.5f) * Pixel);

    public float V(int y) => Top + ((y + 0.5f) * Pixel);

    /// <summary>
    /// Coverage of a pixel by a region whose edge lies <paramref name="distance"/> heights away: 1 inside (positive), 0 outside.
    /// </summary>
    public float Inside(float distance) => Math.Clamp((distance / Pixel) + 0.5f, 0f, 1f);
}
