using JsiGan.Evaluation.Baselines;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;
using JsiGan.Storage.Images;

namespace JsiGan.Web.Pages;

/// <summary>How a crop is drawn.</summary>
internal enum ImageView
{
    /// <summary>For SDR screens: HDR tone-mapped.</summary>
    Screen,

    /// <summary>For HDR screens: 16-bit PQ BT.2020; the SDR input as it is.</summary>
    Pq,

    /// <summary>Luminance as colour.</summary>
    Nits,

    /// <summary>The difference from the truth, times 8.</summary>
    Difference,
}

/// <summary>Draws stored crops as PNG, all at the truth's size.</summary>
internal static class CropPicture
{
    private const float HdrPeak = 1023;

    /// <param name="image">The crop.</param>
    /// <param name="truth">The truth of the same crop.</param>
    /// <param name="view">How it is drawn.</param>
    public static byte[] Draw(StoredImage image, StoredImage truth, ImageView view)
    {
        var (width, height) = (truth.Entry.Width, truth.Entry.Height);
        if (view == ImageView.Pq && image.Entry.Kind != ImageKind.Input)
            return HdrPicture.EncodePng(new Frame<ushort>(width, height, image.Codes));

        var signal = image.Entry.Kind == ImageKind.Input ? Enlarge(image, truth) : Signal(image);
        var tone = new PreviewImage(["crop"], width, height);
        return Png.Encode(width, height, view switch
        {
            ImageView.Difference => PreviewImage.Difference(signal, Signal(truth)),
            // The light of the SDR input is not known; its codes are taken for PQ, as the first baseline does.
            ImageView.Nits => PreviewImage.Nits(signal),
            _ => image.Entry.Kind == ImageKind.Input ? PreviewImage.Sdr(signal) : tone.Hdr(signal),
        });
    }

    private static Frame<float> Signal(StoredImage image) =>
        new(image.Entry.Width, image.Entry.Height, Array.ConvertAll(image.Codes, code => code / HdrPeak));

    private static Frame<float> Enlarge(StoredImage input, StoredImage truth) => BicubicCodes.Predict(new CropPair(
        input.Entry.Width, input.Entry.Height, truth.Entry.Width / input.Entry.Width, Array.ConvertAll(input.Codes, code => (byte)code),
        truth.Codes));
}
