using JsiGan.Imaging.Frames.Store;
using JsiGan.Testing;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class ExclusiveFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_lock_that_a_child_process_holds_for_a_moment_is_waited_for()
    {
        var held = Hold();
        var opening = Open(new Clock(TimeSpan.Zero));
        Assert.False(opening.IsCompleted);
        await held.DisposeAsync();

        await using var opened = await opening;

        Assert.True(opened.CanWrite);
    }

    [Fact]
    public async Task A_lock_that_stays_is_told_of_when_patience_is_over()
    {
        await using var held = Hold();

        var fault = await Assert.ThrowsAsync<IOException>(() => Open(new Clock(ExclusiveFile.Patience)));

        Assert.True(ExclusiveFile.IsHeld(fault));
    }

    [Fact]
    public void A_store_that_another_process_writes_is_left_to_it()
    {
        var store = _folder.File("store");
        using var first = new StoreWriter(store, scale: 2);

        var fault = Assert.Throws<FailureException>(() => new StoreWriter(store, 2, time: new Clock(ExclusiveFile.Patience)));

        Assert.Equal($"Another process is writing the frame store {store}: wait until it has finished.", fault.Message);
    }

    public void Dispose() => _folder.Dispose();

    private FileStream Hold() => new(_folder.File("file"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    private Task<FileStream> Open(Clock clock) =>
        ExclusiveFile.OpenAsync(_folder.File("file"), FileAccess.Write, FileOptions.None, clock);

    /// <summary>Real timers, and a clock that each look moves on.</summary>
    private sealed class Clock(TimeSpan pace) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, pace.Ticks);
    }
}
