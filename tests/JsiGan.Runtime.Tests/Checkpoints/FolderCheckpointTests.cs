using JsiGan.Runtime.Checkpoints;
using JsiGan.Testing;
using JsiGan.Testing.Recovery;

namespace JsiGan.Runtime.Tests.Checkpoints;

public sealed class FolderCheckpointTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _heard = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_save_reports_its_bytes()
    {
        Save(_folder.File("checkpoint"));
        Assert.Matches("^saved [1-9][0-9]*$", Assert.Single(_heard));
    }

    [Fact]
    public void A_save_that_fails_reports_why_and_throws()
    {
        File.WriteAllText(_folder.File("file"), "");
        var fault = Assert.Throws<FailureException>(() => Save(_folder.File("file/checkpoint")));
        Assert.Equal([$"failed {fault.Message}"], _heard);
    }

    private void Save(string folder)
    {
        var recipe = SmallRun.Recipe(stage1: 2, stage2: 2);
        using var trainer = SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)));
        new FolderCheckpoints(folder).Save(trainer, new GenerationId(1, 1), psnr: null, new SaveObserver(
            bytes => _heard.Add($"saved {bytes}"), reason => _heard.Add($"failed {reason}")));
    }
}
