namespace JsiGan.Imaging.Frames;

/// <summary>How far a job over the frames of a clip has come.</summary>
public readonly record struct FrameProgress(int Done, int Total);
