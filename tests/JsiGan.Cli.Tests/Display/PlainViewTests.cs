using JsiGan.Cli.Display;

namespace JsiGan.Cli.Tests.Display;

public sealed class PlainViewTests
{
    private static readonly StepView View = new(1, 1, 100, [("rec", 0.0123)], 5e-4, 3.5, TimeSpan.FromSeconds(90));

    [Fact]
    public void A_step_is_one_line() =>
        Assert.Equal("stage 1 step 1/100  rec 0.01230  lr 0.0005  3.50 patches/s  1 min 30 s left", View.ToLine());

    [Fact]
    public void Steps_in_quick_succession_share_a_line_but_the_first_and_the_last_always_show()
    {
        var lines = Lines(view =>
        {
            for (var step = 1; step <= 100; step++)
                view.Step(View with { Step = step });
        });
        Assert.Equal(2, lines.Length);
        Assert.Contains("step 1/100", lines[0], StringComparison.Ordinal);
        Assert.Contains("step 100/100", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_it_prints_holds_a_control_character()
    {
        var lines = Lines(view =>
        {
            view.Note("a note");
            view.Prepare("work", progress => progress.Report(0.5));
            view.Step(View);
            view.Epoch(new EpochView(2, 1, 3, 39.3141));
        });
        Assert.Equal(["a note", "work ...", "work: done in 0 s", View.ToLine(), "stage 2 epoch 1/3  validation PSNR 39.31 dB"], lines);
        Assert.DoesNotContain(string.Concat(lines), char.IsControl);
    }

    private static string[] Lines(Action<PlainView> use)
    {
        var output = new StringWriter { NewLine = "\n" };
        use(new PlainView(output, new StoppedClock(), TimeSpan.FromSeconds(10)));
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
