using JsiGan.Protocol.Events;
using JsiGan.Testing.Recovery;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Tests.Process;

/// <summary>A node that cannot join is refused with a message that names both sides; the others are not interrupted.</summary>
public sealed class NodeRefusalTests : IDisposable
{
    private readonly NodeCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task A_node_that_does_not_match_is_refused_with_both_sides_while_the_others_keep_training()
    {
        var endless = TinyRun.Recipe.Replace("epochs: 2, patches-per-epoch: 8,", "epochs: 100000, patches-per-epoch: 64,",
            StringComparison.Ordinal);
        File.WriteAllText(_cluster.Home.File("tiny.yaml"), endless);
        File.WriteAllText(_cluster.Home.File("other.yaml"), endless.Replace("seed: 3", "seed: 4", StringComparison.Ordinal));
        var first = _cluster.First("--workers", "2");
        var workers = new[] { _cluster.Worker("w1"), _cluster.Worker("w2") };
        first.WaitFor<GenerationStarted>(started => started.Generation.Number == 1 && started.Members.Count == 2);
        string[] worker = ["--roles", "worker", "--seeds", _cluster.Seed];

        _cluster.Refused([.. worker, "--name", "w3"]).IsRefused(2, "2 workers and a global batch of 2 samples", "worker w3 on");
        first.WaitFor<WorkerRefused>();
        _cluster.Refused([.. worker, "--run", "mine"]).IsRefused(2, "trains the run 'mine', the coordinator the run 'tiny'");
        first.WaitFor<WorkerRefused>();
        await OtherVersionIsRefusedAsync();
        first.WaitFor<WorkerRefused>();
        _cluster.Home.Run(["node", "other.yaml", .. worker, "--run", "tiny"]).IsRefused(
            2, "The run tiny (run 1)", "was begun with a recipe of hash ", "this one has ", "seed is 3 there and 4 here");
        var port = _cluster.Seed.Split(':')[1];
        _cluster.Refused("--roles", "coordinator", "--port", port).IsRefused(2, $"Port {port} of 127.0.0.1 is in use");
        _cluster.Refused("--roles", "coordinator")
            .IsRefused(2, $"The run tiny (run 1) has a coordinator at {_cluster.Seed}", "of this one (127.0.0.1:");
        _cluster.Refused("--roles", "worker", "--seeds", "127.0.0.1:1", "--join-limit", "2").IsRefused(
            2, "could not join the cluster", "through 127.0.0.1:1 within 2 s");
        _cluster.Refused([.. worker, "--transport", "nccl", "--nccl", _cluster.Home.File("tiny.yaml")]).IsRefused(
            1, "tiny.yaml' (NCCL, which sums gradients between GPUs) cannot be loaded");

        first.Interrupt();
        Assert.DoesNotContain(first.Finish().Events, happened => happened is GenerationStarted { Generation.Number: > 1 });
        Assert.All(workers, each => Assert.Equal(0, each.Finish().ExitCode));
    }

    [Fact]
    public void Several_machines_without_a_database_reachable_from_all_are_refused()
    {
        using var home = new DatabaseHome();
        string[] node = ["node", "tiny.yaml", "--roles", "coordinator", "--host", "192.0.2.1"];
        home.Run(node).IsRefused(2, "(this one is 192.0.2.1)", "reach by TCP", "--database \"Host=ADDRESS");
        home.Run([.. node, "--database", "Host=/run/postgresql;Username=me;Password=hunter2"]).IsRefused(2, "it would be /run/postgresql");
        home.Run([.. node, "--database", "none"]).IsRefused(2, "the database is 'none'");
    }

    private async Task OtherVersionIsRefusedAsync()
    {
        var folder = Directory.CreateDirectory(_cluster.Home.File("alien")).FullName;
        File.WriteAllText(Path.Combine(folder, "recipe.yaml"), SmallRun.Recipe(4, 2).ToYaml());
        using var process = new RecoveryProcess(_cluster.Seed, folder, "worker", "--name", "alien", "--device", "cpu", "--threads", "1",
            "--several-machines", "--version-of", "0.0.1");
        Assert.Equal(2, await process.ExitAsync());
        var error = await process.ErrorAsync();
        Assert.Contains("worker alien on ", error, StringComparison.Ordinal);
        Assert.Contains(" runs version 0.0.1, the coordinator ", error, StringComparison.Ordinal);
    }
}
