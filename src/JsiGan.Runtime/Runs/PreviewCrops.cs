using System.Numerics;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Imaging.Frames;
using JsiGan.Runtime.Validation;

namespace JsiGan.Runtime.Runs;

/// <summary>Parts of a frame that are worth looking at.</summary>
internal static class PreviewCrops
{
    // Candidates along each axis.
    private const int Places = 7;

    /// <summary>The crop whose SDR luma changes most from pixel to pixel; width and height in low-resolution pixels.</summary>
    public static CropPair Busiest(FrameStore store, int frame, int width, int height)
    {
        var (fullWidth, fullHeight) = store.LowSize(frame);
        var sdr = new byte[3 * fullWidth * fullHeight];
        store.ReadLow(frame, 0, 0, fullWidth, fullHeight, sdr);
        var candidates =
            from row in Enumerable.Range(0, Places)
            from column in Enumerable.Range(0, Places)
            select (X: (fullWidth - width) * column / (Places - 1), Y: (fullHeight - height) * row / (Places - 1));
        var (x, y) = candidates.MaxBy(place => CropContent.Of(sdr, fullWidth, place.X, place.Y, width, height));
        return ValidationCrops.Crop(store, frame, x, y, width, height);
    }

    /// <summary>The whole frame, averaged over squares so that its SDR side is at most so wide.</summary>
    public static CropPair Shrunk(FrameStore store, int frame, int mostLowWidth)
    {
        var (fullWidth, fullHeight) = store.LowSize(frame);
        var factor = (fullWidth + mostLowWidth - 1) / mostLowWidth;
        var (width, height) = (Math.Max(1, fullWidth / factor), Math.Max(1, fullHeight / factor));
        var whole = ValidationCrops.Crop(store, frame, 0, 0, fullWidth, fullHeight);
        return new CropPair(
            width, height, store.Scale,
            Shrink(whole.Sdr, fullWidth, fullHeight, width, height, factor),
            Shrink(whole.Hdr, whole.HighWidth, whole.HighHeight, width * store.Scale, height * store.Scale, factor));
    }

    private static T[] Shrink<T>(T[] planes, int fullWidth, int fullHeight, int width, int height, int factor)
        where T : INumber<T>
    {
        var result = new T[3 * width * height];
        Parallel.For(0, 3 * height, line =>
        {
            var (plane, y) = Math.DivRem(line, height);
            for (var x = 0; x < width; x++)
            {
                var sum = 0;
                for (var row = y * factor; row < (y + 1) * factor; row++)
                {
                    foreach (var sample in planes.AsSpan((((plane * fullHeight) + row) * fullWidth) + (x * factor), factor))
                        sum += int.CreateTruncating(sample);
                }

                result[(line * width) + x] = T.CreateTruncating((sum + (factor * factor / 2)) / (factor * factor));
            }
        });
        return result;
    }
}
