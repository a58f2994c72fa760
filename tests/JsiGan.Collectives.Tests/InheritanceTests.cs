using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives.Tests.Worker;

namespace JsiGan.Collectives.Tests;

/// <summary>
/// A child that inherits a connection keeps it open after its parent was killed, and the peers wait. Runs alone: sockets of another test
/// would be mistaken for ours.
/// </summary>
[CollectionDefinition(nameof(InheritanceTests), DisableParallelization = true), Collection(nameof(InheritanceTests))]
public sealed class InheritanceTests
{
    [Theory, InlineData(Transport.SharedMemory), InlineData(Transport.Gloo)]
    public async Task A_program_that_a_rank_starts_does_not_keep_its_connections_open(Transport transport)
    {
        using var world = await World.ConnectAsync(3, transport);
        var own = OpenSockets.Of("self");
        using var program = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;
        var inherited = OpenSockets.Of(program.Id.ToString(CultureInfo.InvariantCulture)).Intersect(own);
        program.StandardInput.Close();
        await program.WaitForExitAsync().WaitAsync(World.Timeout);
        Assert.NotEmpty(own);
        Assert.Empty(inherited);
    }
}
