namespace JsiGan.Imaging.Color;

/// <summary>Where the chroma samples of 4:2:0 lie among the luma samples (H.273, ChromaLocType).</summary>
public enum ChromaSiting
{
    /// <summary>On the even columns, between two rows: the default of video.</summary>
    Left,

    /// <summary>In the middle of four luma samples: JPEG.</summary>
    Center,

    /// <summary>On the even columns and rows: UHD Blu-ray and BT.2100.</summary>
    TopLeft,
}
