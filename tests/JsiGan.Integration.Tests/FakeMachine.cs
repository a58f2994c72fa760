using System.Diagnostics;

namespace JsiGan.Integration.Tests;

/// <summary>
/// A copy of the launcher on a fake machine: its tools (dotnet, dpkg-query, apt-get, id, ldconfig) are stubs that answer as the test sets
/// and record their calls.
/// </summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly TestFolder _folder = new();

    public FakeMachine()
    {
        Directory.CreateDirectory(Bin);
        File.Copy(Path.Combine(Repository.Root, "jsigan"), Path.Combine(_folder.Path, "jsigan"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "eng"));
        foreach (var file in new[] { "launcher.sh", "debian-packages" })
            File.Copy(Path.Combine(Repository.Root, "eng", file), Path.Combine(_folder.Path, "eng", file));
        foreach (var folder in new[] { "src", "tests", "cluster-config", "pretrained" })
            Directory.CreateDirectory(Path.Combine(_folder.Path, folder));
        File.WriteAllText(Path.Combine(_folder.Path, "Directory.Packages.props"), "<Project/>");
        File.WriteAllText(Path.Combine(_folder.Path, ".editorconfig"), "root = true");
        Tool("dpkg-query", "printf installed");
        Tool("apt-get", "true");
        Tool("id", "echo 0");
        Tool("ldconfig", "true");
        Tool("dotnet", "case $1 in --version) echo 10.0.100;; build) echo \"$LibTorch\" >\"$0.libtorch\";; esac");
    }

    private string Bin => Path.Combine(_folder.Path, "bin");

    /// <summary>The libtorch of the last build.</summary>
    public string LibTorch => File.ReadAllText(Path.Combine(Bin, "dotnet.libtorch")).Trim();

    /// <summary>The calls of a tool so far, a line each; empty when it was never called.</summary>
    public string Calls(string tool) =>
        File.Exists(Path.Combine(Bin, tool + ".calls")) ? File.ReadAllText(Path.Combine(Bin, tool + ".calls")) : "";

    public void Tool(string name, string script)
    {
        var path = Path.Combine(Bin, name);
        File.WriteAllText(path, $"#!/bin/bash\necho \"$*\" >>'{path}.calls'\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void WithoutTool(string name)
    {
        // An empty PATH entry hides nothing, so the script answers as a shell does for a command it cannot find.
        Tool(name, "exit 127");
    }

    public (int ExitCode, string Errors) Launch(string arguments, params (string Name, string Value)[] environment)
    {
        var (code, _, errors) = Run(arguments, environment);
        return (code, errors);
    }

    public (int ExitCode, string Output) LaunchForOutput(string arguments, params (string Name, string Value)[] environment)
    {
        var (code, output, _) = Run(arguments, environment);
        return (code, output);
    }

    public void Dispose() => _folder.Dispose();

    private (int ExitCode, string Output, string Errors) Run(string arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/bash", $"{_folder.Path}/jsigan {arguments}")
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (var name in new[] { "LibTorch", "JSIGAN_LIBTORCH", "LD_PRELOAD" })
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{Bin}:/usr/bin:/bin";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the launcher did not end within 60 s");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors);
    }
}
