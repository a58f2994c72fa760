using JsiGan.Models.Simd;

namespace JsiGan.Models.Tests;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Every_unit_is_handled_once(int units)
    {
        var handled = new int[units];
        WithThreads(3, () => Workers.Share(units, (first, end) =>
        {
            for (var unit = first; unit < end; unit++)
                Interlocked.Increment(ref handled[unit]);
        }));
        Assert.All(handled, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Ranges_run_at_the_same_time_in_as_many_threads_as_are_allowed()
    {
        const int Threads = 3;
        using var all = new Barrier(Threads);
        var met = 0;
        WithThreads(Threads, () => Workers.Share(Threads, (_, _) =>
        {
            if (all.SignalAndWait(TimeSpan.FromMinutes(1)))
                Interlocked.Increment(ref met);
        }));
        Assert.Equal(Threads, met);
    }

    [Fact]
    public void An_exception_in_any_thread_reaches_the_caller_and_the_next_work_runs()
    {
        WithThreads(3, () =>
        {
            var fault = Assert.Throws<InvalidOperationException>(() => Workers.Share(100, (first, end) =>
            {
                if (first <= 60 && 60 < end)
                    throw new InvalidOperationException("Unit 60 fails.");
            }));
            Assert.Equal("Unit 60 fails.", fault.Message);
            var handled = 0;
            Workers.Share(100, (first, end) => Interlocked.Add(ref handled, end - first));
            Assert.Equal(100, handled);
        });
    }

    private static void WithThreads(int threads, Action action)
    {
        var before = get_num_threads();
        set_num_threads(threads);
        try
        {
            action();
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
