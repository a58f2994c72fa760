using System.ComponentModel;
using System.Diagnostics;

namespace JsiGan.Imaging.Frames;

/// <summary>One run of ffmpeg or ffprobe with piped standard streams. Disposing kills and reaps a process that still runs.</summary>
public sealed class PipedProcess : IDisposable
{
    private const int KeptErrorLines = 12;

    // ffmpeg's warning about a decoded frame of another size or format than the first.
    private const string SignOfChange = "Changing video frame properties on the fly";

    // Messages of the HEVC and H.264 decoders about a frame whose reference was not decoded.
    private static readonly string[] SignsOfNoReference = ["Could not find ref with POC", "reference picture missing"];

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    private PipedProcess(Process process) => _process = process;

    /// <summary>The standard input of the process.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The standard output of the process.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>
    /// Whether a frame differed in size or format from the first, if warnings are enabled; final once the process has ended.
    /// </summary>
    public bool ChangedSize { get; private set; }

    /// <summary>Whether a frame referred to one that was not decoded; final once it has ended.</summary>
    public bool MissedReference { get; private set; }

    /// <summary>The last lines of its standard error, complete once it has ended.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return string.Join(" / ", _errors);
        }
    }

    /// <param name="program">A path, or a name that is looked up on the PATH.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <exception cref="FailureException">The program is not installed.</exception>
    public static PipedProcess Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = new Process { StartInfo = start };
        var owner = new PipedProcess(process);
        process.ErrorDataReceived += (_, line) => owner.Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            process.Dispose();
            throw new FailureException(
                $"The program {program} could not be started ({fault.Message}): install Debian's package ffmpeg (apt-get install ffmpeg) "
                + "and see that it is on the PATH.",
                fault);
        }

        process.BeginErrorReadLine();
        return owner;
    }

    /// <summary>A path for ffmpeg: names with a colon would otherwise be taken for protocols.</summary>
    public static string FileArgument(string path) => "file:" + path;

    /// <summary>Writes and closes its input; if it exits before reading all of it, the exit code says so.</summary>
    public void SendAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Input.Write(bytes);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its exit code tells why.
        }
    }

    /// <summary>Closes its input, waits until it has ended and all its errors are read, and returns the exit status.</summary>
    public int WaitForExit()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It exited before reading everything; its exit code tells why.
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        if (line.Contains(SignOfChange, StringComparison.Ordinal))
            ChangedSize = true;

        if (SignsOfNoReference.Any(line.Contains))
            MissedReference = true;

        if (line.Contains("[warning]", StringComparison.Ordinal) || line.Contains("Last message repeated", StringComparison.Ordinal))
            return;

        lock (_errors)
        {
            _errors.Enqueue(line.Trim().Replace("[error] ", "", StringComparison.Ordinal));
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
        }
    }
}
