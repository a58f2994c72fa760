namespace JsiGan.Runtime.Tests.Fleet;

public sealed class DependentProcessTests
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Children_outlive_the_threads_that_asked_for_them_and_die_with_their_parent_process()
    {
        using var parent = System.Diagnostics.Process.Start(ParentProgram.Start())!;
        try
        {
            // The children have inherited it: it ends when all of them have.
            var error = parent.StandardError.ReadToEndAsync();
            var left = await Within(Limit, "the threads that asked for the children end", parent.StandardOutput.ReadLineAsync());
            Assert.Equal(ParentProgram.AllLeft, left);
            Assert.False(error.IsCompleted);
            parent.Kill();
            Assert.Equal("", await Within(Limit, "the children die with their parent process", error));
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
