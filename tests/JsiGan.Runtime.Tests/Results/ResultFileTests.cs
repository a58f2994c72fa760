using System.Text.Json;
using JsiGan.Runtime.Files;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Results;

public sealed class ResultFileTests
{
    [Fact]
    public void Rows_are_written_with_every_key_of_the_schema_and_nothing_else_is_left()
    {
        using var folder = new TestFolder();
        ResultFile.Write(folder.File("rows.json"),
            [ResultRow.Against("step.stage1", 3.0, "patches/s", 2.0, higherIsBetter: true, runs: 3)]);
        using var rows = JsonDocument.Parse(File.ReadAllText(folder.File("rows.json")));
        var row = rows.RootElement[0];
        Assert.Equal(
            ["name", "value", "unit", "reference", "ratio", "higher_is_better", "runs"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1.5, row.GetProperty("ratio").GetDouble());
        Assert.Equal(["rows.json"], folder.Names());
    }

    [Theory]
    [InlineData(true, 3.0, 2.0, 1.5)]
    [InlineData(false, 2.0, 3.0, 1.5)]
    public void A_ratio_above_one_always_means_that_ours_is_better(bool higherIsBetter, double ours, double reference, double expected) =>
        Assert.Equal(expected, ResultRow.Against("row", ours, "s", reference, higherIsBetter).Ratio);

    [Fact]
    public void A_path_row_carries_the_path_as_its_value()
    {
        using var folder = new TestFolder();
        ResultFile.Write(folder.File("rows.json"), [ResultRow.OfPath("checkpoint", "runs/é b/checkpoint")]);
        using var rows = JsonDocument.Parse(File.ReadAllText(folder.File("rows.json")));
        Assert.Equal("runs/é b/checkpoint", rows.RootElement[0].GetProperty("value").GetString());
        Assert.Equal("path", rows.RootElement[0].GetProperty("unit").GetString());
    }

    [Fact]
    public void A_file_in_a_missing_folder_is_refused_and_a_good_one_leaves_no_trace()
    {
        using var folder = new TestFolder();
        Assert.Throws<UsageException>(() => ResultFile.EnsureWritable(folder.File("missing/rows.json")));
        Assert.Throws<UsageException>(() => ResultFile.EnsureWritable(folder.Path));
        ResultFile.EnsureWritable(folder.File("rows.json"));
        Assert.Empty(folder.Names());
    }
}
