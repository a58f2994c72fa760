namespace JsiGan.Imaging.Synthesis.Grades;

/// <summary>How the SDR side of a synthetic clip is graded.</summary>
public enum GradeVariety
{
    /// <summary>Every shot by Hable's operator with an exposure of its own (<see cref="OneGrade"/>).</summary>
    One,

    /// <summary>Every shot by its own draw of HDR look, SDR operator, exposure, contrast, saturation and white balance.</summary>
    Many,
}
