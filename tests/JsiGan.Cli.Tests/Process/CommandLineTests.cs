using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Help, version, and errors about a mistyped command line.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_arguments_it_shows_its_help()
    {
        var result = Cli.Run(_folder.Path);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("train", result.Output, StringComparison.Ordinal);
        Assert.Contains("synthesize", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var result = Cli.Run(_folder.Path, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", result.Output);
    }

    [Fact]
    public void The_help_of_train_names_every_option()
    {
        var help = Cli.Run(_folder.Path, "train", "--help").Output;
        string[] options = ["--set", "--out", "--resume", "--device", "--threads", "--json", "--metrics-port", "--quiet"];
        Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_command_is_refused_with_the_nearest_one() =>
        Cli.Run(_folder.Path, "trian").IsRefused(2, "'trian'", "did you mean 'train'?", "jsigan --help");

    [Fact]
    public void An_unknown_option_is_refused_with_the_nearest_one() =>
        Cli.Run(_folder.Path, "train", "--thread", "2").IsRefused(2, "'--thread'", "did you mean '--threads'?", "jsigan train --help");

    [Fact]
    public void A_mistyped_option_without_a_value_is_not_taken_for_a_recipe() =>
        Cli.Run(_folder.Path, "train", "--quite").IsRefused(2, "'--quite'", "did you mean '--quiet'?");

    [Fact]
    public void A_value_out_of_range_is_refused_with_the_range() =>
        Cli.Run(_folder.Path, "train", "--threads", "0").IsRefused(2, "--threads 0", "from 1 to");

    [Fact]
    public void An_unknown_device_is_refused() =>
        Cli.Run(_folder.Path, "train", "--device", "tpu").IsRefused(2, "--device tpu", "cpu", "cuda:N");

    [Fact]
    public void An_option_without_its_value_is_refused() => Cli.Run(_folder.Path, "train", "--json").IsRefused(2, "--json");

    [Fact]
    public void An_odd_clip_size_is_refused_with_the_size() =>
        Cli.Run(_folder.Path, "synthesize", "--width", "101").IsRefused(2, "width 101", "even");

    [Fact]
    public void Nothing_is_left_behind_by_any_refusal()
    {
        Cli.Run(_folder.Path, "train", "--threads", "none");
        Cli.Run(_folder.Path, "train", "no-such-recipe");
        Cli.Run(_folder.Path, "synthesize", "--width", "101");
        Assert.Empty(_folder.Names());
    }
}
