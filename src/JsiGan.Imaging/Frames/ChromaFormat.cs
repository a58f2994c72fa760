namespace JsiGan.Imaging.Frames;

/// <summary>The chroma subsampling of a picture.</summary>
public enum ChromaFormat
{
    /// <summary>4:4:4: one of each kind a pixel.</summary>
    Yuv444,

    /// <summary>4:2:0: one of each kind for 2 x 2 pixels.</summary>
    Yuv420,
}
