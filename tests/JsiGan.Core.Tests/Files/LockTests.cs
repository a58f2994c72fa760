using JsiGan.Core.Files;
using JsiGan.Testing;

namespace JsiGan.Core.Tests.Files;

public sealed class LockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Shared_locks_exclude_only_an_exclusive_one()
    {
        await File.WriteAllTextAsync(_folder.File("lock"), "");
        using var first = FileLock.TryTake(_folder.File("lock"), shared: true);
        using var second = FileLock.TryTake(_folder.File("lock"), shared: true);

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(await FileLock.TakeAsync(
            _folder.File("lock"), shared: false, TimeSpan.FromSeconds(1), new SteppingClock(TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public void A_held_file_names_its_holder_and_is_released_on_dispose()
    {
        var path = _folder.File("run");
        using (HeldFile.Take(path, TimeSpan.Zero, TimeProvider.System, default))
        {
            Assert.True(HeldFile.IsHeld(path));
            Assert.Null(HeldFile.Take(path, TimeSpan.Zero, TimeProvider.System, default));
            Assert.StartsWith($"process {Environment.ProcessId} on {Environment.MachineName}", HeldFile.HolderOf(path));
        }

        Assert.False(HeldFile.IsHeld(path));
    }

    public void Dispose() => _folder.Dispose();
}
