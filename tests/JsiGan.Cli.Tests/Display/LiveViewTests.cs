using JsiGan.Cli.Display;
using Spectre.Console;

namespace JsiGan.Cli.Tests.Display;

public sealed class LiveViewTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 10)]
    [InlineData(100, 20)]
    public void The_bar_fills_with_the_steps_above_the_loss_terms(long step, int filled)
    {
        var text = Written(console => console.Write(
            LiveView.Render(new StepView(2, step, 100, [("rec", 0.5), ("[adv]", 2)], 1e-6, 1.25, null))));
        var lines = text.Split('\n');
        Assert.Contains($"step {step}/100  1.25 patches/s", lines[0], StringComparison.Ordinal);
        Assert.Equal(20, lines[0].Count(letter => letter == '━'));
        Assert.Equal("rec 0.5000 [adv] 2.000", lines[1].TrimEnd());
        Assert.Equal("learning rate 1e-6", lines[2].TrimEnd());
        Assert.Equal(filled, LiveView.Filled(step, 100));
    }

    [Fact]
    public void Epochs_are_written_with_their_validation()
    {
        var text = Written(console => new LiveView(console).Epoch(new EpochView(1, 3, 10, 38.5)));
        Assert.Contains("epoch   3/10  validation PSNR 38.50 dB", text, StringComparison.Ordinal);
    }

    private static string Written(Action<IAnsiConsole> use)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 140;
        use(console);
        return output.ToString();
    }
}
