namespace JsiGan.Imaging.Frames;

/// <summary>The progress of a job over the frames of a clip.</summary>
public readonly record struct FrameProgress(int Done, int Total);
