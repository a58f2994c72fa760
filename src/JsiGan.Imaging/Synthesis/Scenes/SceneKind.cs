namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>A kind of scene.</summary>
/// <param name="ReferenceNits">Light of a white surface in it: the grades expose by it (<see cref="Grades.OneGrade"/>).</param>
/// <param name="Create">A frame of the scene from the camera's view, a seed and the peak in nits.</param>
internal sealed record SceneKind(double ReferenceNits, Func<FrameView, uint, float, Scene> Create)
{
    /// <summary>The four shots of the demonstration clip, in their order.</summary>
    public static IReadOnlyList<SceneKind> Demonstration { get; } =
    [
        new(250, (view, seed, peak) => new DayScene(view, seed, peak)),
        new(25, (view, seed, peak) => new NightScene(view, seed, peak)),
        new(200, (view, seed, peak) => new FoliageScene(view, seed, peak)),
        new(30, (view, seed, peak) => new RoomScene(view, seed, peak)),
    ];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<SceneKind> All { get; } =
    [
        .. Demonstration,
        new(100, (view, seed, peak) => new ChartScene(view, seed, peak)),
        new(100, (view, seed, peak) => new PortraitScene(view, seed, peak)),
        new(100, (view, seed, peak) => new MetalScene(view, seed, peak)),
        new(100, (view, seed, peak) => new MaterialScene(view, seed, peak)),
        new(200, (view, seed, peak) => new SunsetScene(view, seed, peak)),
        new(30, (view, seed, peak) => new FireScene(view, seed, peak)),
        new(20, (view, seed, peak) => new LampScene(view, seed, peak)),
        new(200, (view, seed, peak) => new WaterScene(view, seed, peak)),
        new(200, (view, seed, peak) => new FacadeScene(view, seed, peak)),
    ];
}
