using JsiGan.Runtime.Files;
using JsiGan.Runtime.Runs;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Results;

public sealed class FinalRowsTests
{
    private static readonly Comparison Scores = new(new(38, 0.97, 4.5), new(39, 0.98, 4), new(20, 0.8, 20), new(32, 0.9, 8));

    [Fact]
    public void A_run_of_both_stages_has_every_row_and_the_tone_curve_is_the_reference()
    {
        var rows = FinalRows.Of(Scores, 300, 280.5, "runs/q/checkpoint").ToDictionary(row => row.Name);
        Assert.Equal(39.0, rows["psnr_jsigan"].Value);
        Assert.Equal(32.0, rows["psnr_jsigan"].Reference);
        Assert.Equal(39.0 / 32, rows["psnr_jsigan"].Ratio!.Value, 12);
        Assert.Equal(20.0, rows["psnr_bicubic"].Value);
        Assert.Equal((4.0, 2.0), ((double)rows["delta_e_itp_jsigan"].Value, rows["delta_e_itp_jsigan"].Ratio!.Value));
        Assert.Null(rows["psnr_tone_curve"].Ratio);
        Assert.Equal(300.0, rows["steps"].Value);
        Assert.Equal("s", rows["seconds"].Unit);
        Assert.Equal("runs/q/checkpoint", rows["checkpoint"].Value);
        Assert.Contains("psnr_jsinet", rows.Keys);
    }

    [Fact]
    public void A_stage_that_was_left_out_has_no_rows()
    {
        var names = FinalRows.Of(Scores with { JsiGan = null }, 1, 1, "c").Select(row => row.Name).ToList();
        Assert.DoesNotContain("psnr_jsigan", names);
        Assert.Contains("psnr_jsinet", names);
    }

    [Fact]
    public void Scores_of_stage_1_survive_in_a_file_and_a_missing_file_is_a_failure_with_its_path()
    {
        using var folder = new TestFolder();
        ScoresFile.Write(folder.File("scores.json"), Scores.JsiNet!);
        Assert.Equal(Scores.JsiNet, ScoresFile.Read(folder.File("scores.json")));
        Assert.Equal(["scores.json"], folder.Names());
        var fault = Assert.Throws<FailureException>(() => ScoresFile.Read(folder.File("gone.json")));
        Assert.Contains("gone.json", fault.Message, StringComparison.Ordinal);
    }
}
