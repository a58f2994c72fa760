using System.Diagnostics;

namespace JsiGan.Integration.Tests.GpuCheck;

/// <summary>eng/gpu-check on the other machine: what it finds and passes to the bundle's program, here a stub that records it.</summary>
public sealed class GpuCheckScriptTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public GpuCheckScriptTests()
    {
        Directory.CreateDirectory(_folder.File("bundle/app"));
        Directory.CreateDirectory(_folder.File("bin"));
        File.Copy(Path.Combine(Repository.Root, "eng", "gpu-check"), _folder.File("bundle/gpu-check"));
        Script("bundle/app/JsiGan.Benchmarks", "echo \"$JSIGAN_LIBTORCH|$JSIGAN_PYTHON|$*\"; exit 1");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_libtorch_of_the_first_python_with_a_torch_is_taken_and_the_exit_code_is_the_programs()
    {
        Script("bin/python3", "echo 2.11.0+cu130 /opt/torch/lib");
        var (code, said, _) = Run("run", "--out", _folder.File("report"), "--quick");
        Assert.Equal(1, code);
        Assert.Equal($"/opt/torch/lib|python3|gpu-check --out {_folder.File("report")} --quick", said);
    }

    [Fact]
    public void A_libtorch_that_the_environment_names_is_taken_before_pythons()
    {
        Script("bin/python3", "echo 2.11.0+cu130 /opt/torch/lib");
        var (_, said, _) = Run(["run", "--out", _folder.File("report")], ("JSIGAN_LIBTORCH", "/opt/libtorch"));
        Assert.StartsWith("/opt/libtorch|python3|", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_a_libtorch_gets_a_hint_what_to_name()
    {
        Script("bin/python3", "exit 1");
        var (code, _, errors) = Run("run", "--out", _folder.File("report"));
        // Debian's PyTorch 1.13 may be installed; it is no libtorch 2.x.
        Assert.Equal(2, code);
        Assert.Contains("name the folder of one, such as torch/lib, in JSIGAN_LIBTORCH", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_bundle_is_refused_by_its_name()
    {
        var (code, _, errors) = Run("run", "--bundle", "none.tar.xz", "--out", _folder.File("report"));
        Assert.Equal(2, code);
        Assert.Contains("the bundle none.tar.xz does not exist", errors, StringComparison.Ordinal);
    }

    private void Script(string name, string text)
    {
        File.WriteAllText(_folder.File(name), $"#!/bin/bash\n{text}\n");
        File.SetUnixFileMode(_folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Run(arguments, null);

    private (int ExitCode, string Output, string Errors) Run(string[] arguments, (string Name, string Value)? variable)
    {
        var start = new ProcessStartInfo("/bin/bash", [_folder.File("bundle/gpu-check"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{_folder.File("bin")}:/usr/bin:/bin";
        start.Environment["NUGET_PACKAGES"] = _folder.File("packages");
        if (variable is var (name, value))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), errors.GetAwaiter().GetResult());
    }
}
