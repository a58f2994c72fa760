namespace JsiGan.Imaging.Synthesis.Degradation;

/// <summary>What a camera, a film and an encoder do to the frames of a synthetic clip.</summary>
public enum SdrDegradation
{
    /// <summary>Frames as rendered, in visually lossless files.</summary>
    None,

    /// <summary>
    /// Every shot by its own draw: softness and grain of both sides; resampling, noise and lossy compression of the SDR side.
    /// </summary>
    Film,
}
