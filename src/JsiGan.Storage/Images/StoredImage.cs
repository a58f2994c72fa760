namespace JsiGan.Storage.Images;

/// <summary>What a stored image shows, stored in lower case.</summary>
public enum ImageKind
{
    /// <summary>8-bit limited-range BT.709 codes at low resolution.</summary>
    Input,

    /// <summary>10-bit limited-range BT.2020 PQ codes.</summary>
    Truth,

    /// <summary>The generator's output, in the same codes as the truth.</summary>
    Prediction,
}

/// <summary>A validation crop of a run as it is listed.</summary>
/// <param name="Crop">Counts the crops of the run from 1.</param>
/// <param name="Step">Updates done when it was predicted; 0 for input and truth.</param>
/// <param name="Stage">1 or 2; 0 for input and truth.</param>
/// <param name="Epoch">Epoch within the stage, from 1; 0 for input and truth.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
public sealed record ImageEntry(int Crop, ImageKind Kind, long Step, int Stage, int Epoch, int Width, int Height);

/// <summary>A validation crop with its pixels.</summary>
/// <param name="Entry">What it is.</param>
/// <param name="Codes">Y'CbCr codes, [3, height, width].</param>
public sealed record StoredImage(ImageEntry Entry, ushort[] Codes);
