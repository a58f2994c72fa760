namespace JsiGan.Runtime.Tests.Fleet;

public sealed class DependentProcessTests
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Children_outlive_the_threads_that_started_them_and_die_with_their_parent_process()
    {
        using var parent = System.Diagnostics.Process.Start(ParentProgram.Start())!;
        try
        {
            // Inherited by the children: closed when all have ended.
            var error = parent.StandardError.ReadToEndAsync();
            var left = await Within(Timeout, "the threads that asked for the children end", parent.StandardOutput.ReadLineAsync());
            Assert.Equal(ParentProgram.AllLeft, left);
            Assert.False(error.IsCompleted);
            parent.Kill();
            Assert.Equal("", await Within(Timeout, "the children die with their parent process", error));
        }
        finally
        {
            parent.Kill(entireProcessTree: true);
        }
    }

    private static async Task<T> Within<T>(TimeSpan limit, string phase, Task<T> task)
    {
        Assert.True(await Task.WhenAny(task, Task.Delay(limit)) == task, $"{phase}: not within {limit.TotalSeconds:F0} s");
        return await task;
    }
}
