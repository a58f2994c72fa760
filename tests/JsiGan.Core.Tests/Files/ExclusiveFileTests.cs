using JsiGan.Core.Files;
using JsiGan.Testing;

namespace JsiGan.Core.Tests.Files;

public sealed class ExclusiveFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_lock_that_a_child_process_holds_for_a_moment_is_waited_for()
    {
        var held = Hold();
        var opening = Open(new SteppingClock(TimeSpan.Zero));
        Assert.False(opening.IsCompleted);
        await held.DisposeAsync();

        await using var opened = await opening;

        Assert.True(opened.CanWrite);
    }

    [Fact]
    public async Task A_lock_that_stays_is_reported_after_the_timeout()
    {
        await using var held = Hold();

        var failure = await Assert.ThrowsAsync<IOException>(() => Open(new SteppingClock(ExclusiveFile.Timeout)));

        Assert.True(ExclusiveFile.IsHeld(failure));
    }

    public void Dispose() => _folder.Dispose();

    private FileStream Hold() => new(_folder.File("file"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    private Task<FileStream> Open(SteppingClock clock) =>
        ExclusiveFile.OpenAsync(_folder.File("file"), FileAccess.Write, FileOptions.None, clock);
}
