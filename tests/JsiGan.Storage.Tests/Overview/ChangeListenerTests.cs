using JsiGan.Storage.Images;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Overview;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Overview;

public sealed class ChangeListenerTests
{
    [Fact]
    public async Task Every_kind_of_change_is_announced()
    {
        var (test, database) = await TestDatabase.OpenAsync();
        await using var owned = test;
        await using var open = database;
        using var folder = new TestFolder();
        var run = (await new RunStore(database).CreateAsync(Samples.Run())).Id;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var listening = new TaskCompletionSource();
        HashSet<string> expected = ["run", "metrics", "events", "generations", "images"];
        var heard = Task.Run(async () =>
        {
            await foreach (var change in new ChangeListener(database).ListenAsync(listening.SetResult, deadline.Token))
            {
                Assert.Equal(run, change.Run);
                expected.Remove(change.What);
                if (expected.Count == 0)
                    return;
            }
        });
        await listening.Task.WaitAsync(deadline.Token);

        await new RunStore(database).SetStateAsync(run, RunState.Stopped, "by the user", 1);
        await new RunStore(database).AddEventAsync(run, "note", null, "text");
        await new ImageStore(database).SaveAsync(
            run, [new StoredImage(new ImageEntry(1, ImageKind.Truth, 0, 0, 0, 1, 1), [1, 2, 3])]);
        await test.ExecuteAsync("INSERT INTO jsigan.generations (run_id, coordinator, number, first_step, first_phase, roster) "
            + "VALUES ($1, 1, 1, 0, 0, ARRAY['a'])", run);
        await using (var writer = await MetricWriter.OpenAsync(database, run, new MetricOptions { SpoolFolder = folder.Path }))
            writer.Add(new StepMetric("loss/rec", 1, 0, 1));

        await heard;
        Assert.Empty(expected);
    }
}
