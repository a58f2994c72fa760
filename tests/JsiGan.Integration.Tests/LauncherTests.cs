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
        Assert.Equal(2, calls.Count(c => c.EndsWith("JsiGan.Node.dll train --quiet", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_package_is_named_with_its_reason_and_installed_as_root()
    {
        using var machine = new FakeMachine();
        machine.Tool("dpkg-query", "[ \"${@: -1}\" = ffmpeg ] || printf installed");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(0, code);
        Assert.Contains("missing: ffmpeg (reads and writes HDR10 video and PNG)", errors, StringComparison.Ordinal);
        Assert.Contains("install -y --no-install-recommends ffmpeg", machine.Calls("apt-get"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_user_gets_the_one_command_to_run()
    {
        using var machine = new FakeMachine();
        machine.Tool("id", "echo 1000");
        machine.Tool("dpkg-query", "case ${@: -1} in ffmpeg|cmake) ;; *) printf installed;; esac");
        var (code, errors) = machine.Launch("train", ("JSIGAN_PACKAGES", "standin"));
        Assert.Equal(1, code);
        Assert.Contains(
            "sudo apt-get update && sudo apt-get install --no-install-recommends cmake ffmpeg",
            errors, StringComparison.Ordinal);
        Assert.Empty(machine.Calls("apt-get"));
    }

    [Fact]
    public void A_libtorch_of_ones_own_needs_no_package()
    {
        using var machine = new FakeMachine();
        machine.Tool("dpkg-query", "[ \"${@: -1}\" = libtorch-dev ] || printf installed");
        var (code, _) = machine.Launch("train", ("JSIGAN_PACKAGES", "standin"), ("LIBTORCH", "/opt/libtorch"));
        Assert.Equal(0, code);
        Assert.Empty(machine.Calls("apt-get"));
    }

    [Fact]
    public void Packages_that_the_feeds_lack_are_named_in_one_line_and_stood_in_for()
    {
        using var machine = new FakeMachine();
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; nuget) echo global-packages: /nowhere;; "
            + "restore) echo 'p.csproj : error NU1101: Unable to find package MessagePack. No packages exist with this id'; exit 1;; esac");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(0, code);
        Assert.Single(errors.Split('\n'), l => l.Contains("the feeds lack MessagePack", StringComparison.Ordinal));
        Assert.Equal("akka=nuget,torchsharp=nuget,messagepack=standin,prometheus=nuget", machine.PackageSet);
    }

    [Fact]
    public void A_feed_that_cannot_be_asked_is_an_error_and_not_a_missing_package()
    {
        using var machine = new FakeMachine();
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; nuget) echo global-packages: /nowhere;; "
            + "restore) echo 'p.csproj : error NU1301: Unable to load the service index'; exit 1;; esac");
        var (code, errors) = machine.Launch("train");
        Assert.Equal(1, code);
        Assert.Contains("is there a network?", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nugget")]
    [InlineData("akka=nuget,torch=standin")]
    public void An_unknown_package_set_is_a_usage_error(string set)
    {
        using var machine = new FakeMachine();
        var (code, errors) = machine.Launch("train", ("JSIGAN_PACKAGES", set));
        Assert.Equal(2, code);
        Assert.Contains("expected nuget, standin, or a list such as akka=nuget,torchsharp=standin", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_SDK_is_told_what_to_install()
    {
        using var machine = new FakeMachine();
        machine.WithoutTool("dotnet");
        var (code, errors) = machine.Launch("train", ("JSIGAN_PACKAGES", "standin"));
        Assert.Equal(1, code);
        Assert.Contains("install the .NET 10 SDK", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_build_shows_its_errors_and_its_log()
    {
        using var machine = new FakeMachine();
        machine.Tool("dotnet", "case $1 in --version) echo 10.0.100;; build) echo 'a.cs(1,1): error CS0001: no such thing'; exit 1;; esac");
        var (code, errors) = machine.Launch("train", ("JSIGAN_PACKAGES", "standin"));
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
        var (code, output) = machine.LaunchForOutput("test", ("JSIGAN_PACKAGES", "standin"));
        Assert.Equal(1, code);
        Assert.Equal("12 passed, 1 failed", output.TrimEnd().Split('\n')[^1]);
    }
}
