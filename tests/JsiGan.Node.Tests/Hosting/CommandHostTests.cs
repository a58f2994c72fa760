using System.CommandLine;
using JsiGan.Node.Hosting;

namespace JsiGan.Node.Tests.Hosting;

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
    public void A_fault_that_a_user_can_mend_is_one_sentence(Exception fault, int code, string sentence)
    {
        var (found, error) = Run(() => throw fault);
        Assert.Equal(sentence, error);
        Assert.Equal(code, found);
    }

    [Fact]
    public void Only_a_bug_shows_a_stack_trace_and_asks_to_be_reported()
    {
        var (code, error) = Run(() => throw new InvalidOperationException("impossible"));
        Assert.Equal(1, code);
        Assert.Contains("at JsiGan.Node.Tests", error, StringComparison.Ordinal);
        Assert.Contains("please report", error, StringComparison.Ordinal);
    }

    private static (int Code, string Error) Run(Action body)
    {
        var root = new RootCommand();
        root.SetAction(_ => body());
        var error = new StringWriter { NewLine = "\n" };
        return (CommandHost.Run("jsigan", root, [], TextWriter.Null, error), error.ToString());
    }
}
