using System.Diagnostics;
using System.Runtime.InteropServices;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>The built program, run as its users do.</summary>
internal sealed class Cli : IDisposable
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private readonly System.Diagnostics.Process _process;
    private readonly string _what;
    private readonly Task<string> _error;
    private readonly System.Text.StringBuilder _output = new();

    private Cli(
        string folder, IReadOnlyDictionary<string, string?>? environment, IReadOnlyList<string> arguments, string? program = null)
    {
        _what = "jsigan " + string.Join(' ', arguments);
        // The test runner may ignore SIGINT, as a shell's background jobs do, and its children inherit that.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", program ?? Program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        start.Environment["JSIGAN_COMMAND"] = "jsigan";
        // Tests of the database name one; the others keep their runs in folders.
        start.Environment["JSIGAN_DATABASE"] = "none";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            // Null takes a variable away.
            start.Environment.Remove(name);
            if (value is not null)
                start.Environment[name] = value;
        }

        _process = System.Diagnostics.Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program next to the tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "JsiGan.Cli");

    public static CliResult Run(string folder, params string[] arguments) => Run(folder, null, arguments);

    /// <summary>Runs to the end.</summary>
    public static CliResult Run(string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        using var cli = new Cli(folder, environment, arguments);
        return cli.Finish();
    }

    /// <summary>Runs another copy of the program to the end.</summary>
    public static CliResult RunCopy(
        string program, IReadOnlyDictionary<string, string?> environment, string folder, params string[] arguments)
    {
        using var cli = new Cli(folder, environment, arguments, program);
        return cli.Finish();
    }

    public static Cli Start(string folder, params string[] arguments) => new(folder, null, arguments);

    /// <inheritdoc cref="Start(string, string[])"/>
    public static Cli Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new(folder, environment, arguments);

    /// <summary>Starts a command that trains; it prints its events as JSON for <see cref="WaitFor{T}"/>.</summary>
    public static Cli StartTraining(string folder, params string[] arguments) => new(folder, null, [.. arguments, "--log-format", "json"]);

    /// <inheritdoc cref="StartTraining(string, string[])"/>
    public static Cli StartTraining(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new(folder, environment, [.. arguments, "--log-format", "json"]);

    /// <summary>The program's process.</summary>
    public int Id => _process.Id;

    /// <summary>The program's worker processes, but no ffmpeg or PostgreSQL tool that it runs just now.</summary>
    public IReadOnlyList<int> Workers => ChildrenOf("worker");

    /// <summary>Processes that the program started by one of its hidden commands.</summary>
    public IReadOnlyList<int> ChildrenOf(string command) =>
    [
        .. Directory.GetDirectories($"/proc/{_process.Id}/task").SelectMany(thread => ReadLiving($"{thread}/children").Split(
            ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(int.Parse)
            .Where(child => ReadLiving($"/proc/{child}/cmdline").Split('\0').Contains(command)),
    ];

    /// <summary>kill -9 of the program alone.</summary>
    public void KillAlone() => Signal(_process.Id, SigKill);

    /// <summary>kill of any process.</summary>
    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    /// <summary>kill -9 of the program and its descendants.</summary>
    public void KillAll()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Waits for an event of the run, and returns it.</summary>
    /// <param name="where">What the event must be like; null for the next one of its type.</param>
    public T WaitFor<T>(Func<T, bool>? where = null)
        where T : IRunEvent
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (_process.StandardOutput.ReadLineAsync(deadline.Token).AsTask().GetAwaiter().GetResult() is { } line)
            {
                _output.AppendLine(line);
                if (RunEventJson.Read(line) is T happened && where?.Invoke(happened) != false)
                    return happened;
            }
        }
        catch (OperationCanceledException)
        {
            throw new Xunit.Sdk.XunitException($"`{_what}` had no such {typeof(T).Name} in {Deadline.TotalMinutes} minutes: {_output}");
        }

        throw new Xunit.Sdk.XunitException($"`{_what}` ended before such a {typeof(T).Name}: {_output}{_error.Result}");
    }

    /// <summary>Waits for a line of text on standard output, and returns it.</summary>
    public string WaitForLine(string part)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (_process.StandardOutput.ReadLineAsync(deadline.Token).AsTask().GetAwaiter().GetResult() is { } line)
            {
                _output.AppendLine(line);
                if (line.Contains(part, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new Xunit.Sdk.XunitException($"`{_what}` printed no \"{part}\" in {Deadline.TotalMinutes} minutes: {_output}");
        }

        throw new Xunit.Sdk.XunitException($"`{_what}` ended before it printed \"{part}\": {_output}{_error.Result}");
    }

    /// <summary>What the program answers at an address, as soon as it listens.</summary>
    public async Task<string> AnswerAsync(HttpClient client, string url)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            try
            {
                return await client.GetStringAsync(url, deadline.Token);
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }

    /// <summary>What a terminal sends for Ctrl-C.</summary>
    public void Interrupt() => Signal(_process.Id, SigInt);

    public CliResult Finish()
    {
        var rest = _process.StandardOutput.ReadToEndAsync();
        if (!_process.WaitForExit(Deadline))
            Assert.Fail($"`{_what}` still runs after {Deadline.TotalMinutes} minutes; standard error so far ends the test's log.");

        return new CliResult(_process.ExitCode, _output + rest.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    // Empty once the process is gone.
    private static string ReadLiving(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}

/// <summary>Exit code and output of a run.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The events of a command that was started by <see cref="Cli.StartTraining(string, string[])"/>.</summary>
    public IEnumerable<IRunEvent> Events => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(RunEventJson.Read);

    /// <summary>Checks a refusal: exit code, a single line on standard error without a stack trace, and the expected words.</summary>
    public void IsRefused(int exitCode, params string[] words)
    {
        IsRefusedInLines(exitCode, words);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
    }

    /// <summary>The same for refusals that list one error per line.</summary>
    public void IsRefusedInLines(int exitCode, params string[] words)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode} where {exitCode} was expected; standard error: {Error}");
        Assert.StartsWith("jsigan: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
    }
}
