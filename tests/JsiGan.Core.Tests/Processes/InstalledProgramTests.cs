using JsiGan.Core.Processes;

namespace JsiGan.Core.Tests.Processes;

public sealed class InstalledProgramTests
{
    [Fact]
    public void What_a_program_prints_is_returned_whatever_it_prints_to_standard_error() =>
        Assert.Equal("out\n", InstalledProgram.Output("sh", "-c", "echo error >&2; echo out"));

    [Fact]
    public void A_program_reads_nothing_and_prints_in_English() =>
        Assert.Equal("C", InstalledProgram.Output("sh", "-c", "cat; printf %s \"$LC_ALL\""));

    [Theory]
    [InlineData("false")]
    [InlineData("no-such-program-of-jsigan")]
    public void A_program_that_fails_or_is_missing_returns_null(string program) => Assert.Null(InstalledProgram.Output(program));

    [Fact]
    public void A_program_is_found_on_the_path()
    {
        Assert.True(File.Exists(InstalledProgram.Find("sh")));
        Assert.Null(InstalledProgram.Find("no-such-program-of-jsigan"));
    }
}
