namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>How the SDR side of a synthetic clip is graded.</summary>
public enum GradeVariety
{
    /// <summary>Every scene by Hable's operator with the scene's own reference light, everywhere in the clip.</summary>
    One,

    /// <summary>Every shot by its own draw of HDR look, SDR operator, exposure, contrast, saturation and white balance.</summary>
    Many,
}
