using JsiGan.Cluster.Hosting;
using JsiGan.Testing;

namespace JsiGan.Cluster.Tests;

public sealed class NodeFileTests
{
    [Fact]
    public void The_example_sets_address_and_seeds()
    {
        var sample = NodeFile.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "cluster-config", "two-machines.conf")), "two-machines.conf");
        Assert.Equal(("10.0.0.2", 0), (sample.Host, sample.Port));
        Assert.Equal(["10.0.0.1:4053"], sample.Seeds);
    }

    [Fact]
    public void What_a_file_does_not_set_is_left_to_the_command_line()
    {
        var file = NodeFile.Parse("akka.loglevel = DEBUG", "quiet.conf");
        Assert.Equal((null, null, null), (file.Host, file.Port, file.Seeds));
    }

    [Fact]
    public void An_invalid_port_is_refused_with_the_name_of_the_file()
    {
        var fault = Assert.Throws<ClusterException>(() => NodeFile.Parse("jsigan.node.port = many", "odd.conf"));
        Assert.Contains("odd.conf cannot be read", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsUsage);
    }

    [Fact]
    public async Task A_node_that_is_its_own_only_seed_starts_the_cluster()
    {
        const string host = "127.0.0.1";
        var port = Ports.Free();
        await using var node = await ClusterNode.StartAsync(new NodeOptions { Host = host, Port = port, Seeds = [$"{host}:{port}"] });
        Assert.Equal([$"{host}:{port}"], node.Members);
    }
}
