namespace JsiGan.Integration.Tests;

public sealed class LauncherTests
{
    [Fact]
    public void A_complete_machine_builds_and_runs_and_a_second_start_builds_nothing()
    {
        using var machine = new FakeMachine();
        Assert.Equal(0, machine.Launch("train --quiet").ExitCode);
        Assert.Equal(0, machine.Launch("train --quiet").ExitCode);
        var calls = machine.Calls("dotnet").Split('\n');
        Assert.Single(calls, c => c.StartsWith("build ", StringComparison.Ordinal));
        Assert.Equal(2, calls.Count(c => c.EndsWith("JsiGan.Cli.dll train --quiet", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_package_is_named_with_its_reason_and_installed_as_root()
    {
        using var machine = new FakeMachine();
        machine.Tool("dpkg-query", "[ \"${@: -1}\" = ffmpeg ] || printf installed");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(0, code);
        Assert.Contains("missing: ffmpeg (reads and writes HDR10 video, and reads pictures)", errors, StringComparison.Ordinal);
        Assert.Contains("install -y --no-install-recommends ffmpeg", machine.Calls("apt-get"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_user_gets_the_one_command_to_run()
    {
        using var machine = new FakeMachine();
        machine.Tool("id", "echo 1000");
        machine.Tool("dpkg-query", "case ${@: -1} in ffmpeg|cmake) ;; *) printf installed;; esac");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(1, code);
        Assert.Contains(
            "sudo apt-get update && sudo apt-get install --no-install-recommends cmake ffmpeg",
            errors, StringComparison.Ordinal);
        Assert.Empty(machine.Calls("apt-get"));
    }

    [Fact]
    public void The_build_takes_no_libtorch_where_the_user_names_one()
    {
        using var machine = new FakeMachine();
        Assert.Equal(0, machine.Launch("train", ("JSIGAN_LIBTORCH", "/opt/libtorch")).ExitCode);
        Assert.Equal("none", machine.LibTorch);
    }

    [Fact]
    public void A_long_list_of_libraries_does_not_end_the_launcher_and_the_first_jemalloc_is_preloaded()
    {
        using var machine = new FakeMachine();
        const string Line = "\\tlibjemalloc.so.2 (libc6,x86-64) => ";
        machine.Tool("ldconfig", $"printf '{Line}/first/libjemalloc.so.2\\n{Line}/second/libjemalloc.so.2\\n'; seq 1000000");
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; build) ;; *) echo \"preloads $LD_PRELOAD\";; esac");
        var (code, output) = machine.LaunchForOutput("train");
        Assert.Equal(0, code);
        Assert.Equal("preloads /first/libjemalloc.so.2", output.TrimEnd());
    }

    [Fact]
    public void Another_libtorch_builds_again()
    {
        using var machine = new FakeMachine();
        Assert.Equal(0, machine.Launch("train", ("LibTorch", "cpu")).ExitCode);
        Assert.Equal("cpu", machine.LibTorch);
        Assert.Equal(0, machine.Launch("train", ("LibTorch", "cuda")).ExitCode);
        Assert.Equal("cuda", machine.LibTorch);
    }

    [Fact]
    public void A_machine_without_the_SDK_gets_a_hint_what_to_install()
    {
        using var machine = new FakeMachine();
        machine.WithoutTool("dotnet");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(1, code);
        Assert.Contains("install the .NET 10 SDK", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_build_shows_its_errors_and_its_log()
    {
        using var machine = new FakeMachine();
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; build) echo 'a.cs(1,1): error CS0001: no such thing'; exit 1;; esac");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(1, code);
        Assert.Contains("error CS0001: no such thing", errors, StringComparison.Ordinal);
        Assert.Contains("the build failed (log:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_command_sums_the_counts_of_every_project_and_fails_when_one_failed()
    {
        using var machine = new FakeMachine();
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; test) "
            + "echo 'Passed!  - Failed:     0, Passed:     5, Skipped:     0, Total:     5, Duration: 1 s - A.dll (net10.0)'; "
            + "echo 'Failed!  - Failed:     1, Passed:     7, Skipped:     0, Total:     8, "
            + "Duration: 1 s - B.dll (net10.0)'; exit 1;; esac");
        var (code, output) = machine.LaunchForOutput("test");
        Assert.Equal(1, code);
        Assert.Equal("12 passed, 1 failed", output.TrimEnd().Split('\n')[^1]);
    }
}
