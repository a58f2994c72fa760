using System.Globalization;
using JsiGan.Runtime.Files;

namespace JsiGan.Cli.Display;

/// <summary>The final table of a training run: networks and baselines on the same crops, best PSNR in bold.</summary>
public static class FinalTable
{
    public static Table Of(Comparison scores, int crops)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title(FormattableString.Invariant($"held-out frames, {crops} crops"))
            .Caption("SSIM: mean of Y', Cb, Cr")
            .AddColumn("method")
            .AddColumn(new TableColumn("PSNR (dB)").RightAligned())
            .AddColumn(new TableColumn("SSIM").RightAligned())
            .AddColumn(new TableColumn("delta E ITP").RightAligned());
        (string Name, Scores? Scores)[] rows =
        [
            ("JSI-GAN (stage 2)", scores.JsiGan),
            ("JSInet (stage 1)", scores.JsiNet),
            ("bicubic + mean tone curve undone", scores.ToneCurve),
            ("bicubic on the SDR codes", scores.Bicubic),
        ];
        var best = rows.Max(row => row.Scores?.Psnr);
        foreach (var (name, values) in rows)
        {
            if (values is not null)
            {
                var psnr = values.Psnr.ToString("F2", CultureInfo.InvariantCulture);
                table.AddRow(
                    name,
                    values.Psnr == best ? $"[bold green]{psnr}[/]" : psnr,
                    values.Ssim.ToString("F4", CultureInfo.InvariantCulture),
                    values.DeltaEItp.ToString("F1", CultureInfo.InvariantCulture));
            }
        }

        return table;
    }
}
