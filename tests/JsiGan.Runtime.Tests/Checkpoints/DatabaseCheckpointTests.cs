using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Files;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Testing;
using JsiGan.Testing.Recovery;
using JsiGan.Testing.Servers;

namespace JsiGan.Runtime.Tests.Checkpoints;

public sealed class DatabaseCheckpointTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _heard = [];
    private TestDatabase _test = null!;
    private Storage.Database _database = null!;

    public async Task InitializeAsync() => (_test, _database) = await TestDatabase.OpenAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_save_reports_its_bytes_and_leaves_the_folder_alone()
    {
        await SaveAsync();
        Assert.Matches("^saved [1-9][0-9]*$", Assert.Single(_heard));
        Assert.False(Directory.Exists(_folder.File("run/checkpoint")));
    }

    [Fact]
    public async Task A_checkpoint_that_the_database_does_not_take_is_reported_and_kept_in_the_folder()
    {
        await _test.ExecuteAsync("ALTER TABLE jsigan.chunks RENAME TO lost");
        await SaveAsync();
        Assert.Collection(
            _heard,
            failed => Assert.Matches(
                $"^failed Saving the checkpoint .* reports 42P01, .* It is kept in {_folder.File("run/checkpoint")}.$", failed),
            saved => Assert.Matches("^saved [1-9][0-9]*$", saved));
        Assert.True(Directory.Exists(_folder.File("run/checkpoint")));
    }

    private async Task SaveAsync()
    {
        var recipe = SmallRun.Recipe(stage1: 2, stage2: 2);
        var run = (await new RunStore(_database).CreateAsync(new NewRun("run", "small", "", new string('0', 64), 4, "", "", "{}"))).Id;
        using var trainer = SmallRun.Trainer(recipe, new RampPatches(SmallRun.GeometryOf(recipe)));
        var folder = new RunFolder(_folder.File("run"));
        await using var checkpoints = new DatabaseCheckpoints(_database, run, recipe, folder, new Retention());
        checkpoints.Save(trainer, new GenerationId(0, 1), psnr: null, new SaveObserver(
            bytes => _heard.Add($"saved {bytes}"), reason => _heard.Add($"failed {reason}")));
    }
}
