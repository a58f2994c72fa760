using JsiGan.Imaging.Synthesis.Scenes;

namespace JsiGan.Imaging.Synthesis;

/// <summary>Frames of a clip that show one scene.</summary>
/// <param name="Kind">What they show.</param>
/// <param name="Key">Key of all that is random in the shot.</param>
/// <param name="First">Its first frame.</param>
/// <param name="Length">Its frames.</param>
/// <param name="Exposure">Factor of its light.</param>
internal sealed record Shot(SceneKind Kind, ulong Key, int First, int Length, float Exposure);
