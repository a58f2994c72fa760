using System.CommandLine;
using JsiGan.Cli.Hosting;

namespace JsiGan.Cli.Tests.Hosting;

public sealed class CommandHostTests
{
    private const int Enospc = 28;

    public static TheoryData<Exception, int, string> Faults() => new()
    {
        { new UsageException("Wrong."), 2, "jsigan: Wrong.\n" },
        { new FailureException("Broken."), 1, "jsigan: Broken.\n" },
        { new AggregateException(new FailureException("Broken.")), 1, "jsigan: Broken.\n" },
        { new OperationCanceledException(), 130, "jsigan: stopped before there was anything to save; the same command starts again.\n" },
        { new TypeInitializationException("T", new DllNotFoundException("no libx.so.1\nlong tail")), 1,
            "jsigan: A system library is missing: no libx.so.1. Run ./jsigan once, which installs what the machine lacks.\n" },
        { new IOException("No space left on device : '/a'", Enospc), 1,
            "jsigan: The disk is full: No space left on device : '/a'. Make room, or choose another folder with --out.\n" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task An_error_that_a_user_can_fix_is_one_sentence(Exception fault, int code, string sentence)
    {
        var (found, error) = await RunAsync(() => throw fault);
        Assert.Equal(sentence, error);
        Assert.Equal(code, found);
    }

    [Fact]
    public async Task Only_a_bug_shows_a_stack_trace_and_asks_to_be_reported()
    {
        var (code, error) = await RunAsync(() => throw new InvalidOperationException("impossible"));
        Assert.Equal(1, code);
        Assert.Contains("at JsiGan.Cli.Tests", error, StringComparison.Ordinal);
        Assert.Contains("please report", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(Action body)
    {
        var root = new RootCommand();
        root.SetAction(_ => body());
        var error = new StringWriter { NewLine = "\n" };
        return (await CommandHost.RunAsync("jsigan", root, [], TextWriter.Null, error), error.ToString());
    }
}
