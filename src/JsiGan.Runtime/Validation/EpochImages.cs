using JsiGan.Imaging.Frames;
using JsiGan.Storage.Images;
using JsiGan.Training;
using JsiGan.Training.Schedules;

namespace JsiGan.Runtime.Validation;

/// <summary>
/// Stores what the generator makes of a few validation crops at the end of each epoch, for people to look at. Storing happens while
/// training continues; images that the database does not take in time are left out.
/// </summary>
/// <param name="store">Where images are stored.</param>
/// <param name="run">The run.</param>
/// <param name="crops">The validation crops, the same on every worker and after every resume; those with the most content are used.</param>
/// <param name="note">Receives the reason why images were left out.</param>
public sealed class EpochImages(ImageStore store, long run, IReadOnlyList<CropPair> crops, Action<string> note) : IAsyncDisposable
{
    private const int Most = 4;
    private const int HdrPeak = 1023;

    private readonly CropPair[] _crops =
    [
        .. crops.OrderByDescending(crop => CropContent.Of(crop.Sdr, crop.LowWidth, 0, 0, crop.LowWidth, crop.LowHeight)).Take(Most),
    ];

    private Task _saving = Task.CompletedTask;
    private bool _hasPairs;

    /// <summary>Predicts the crops with a trainer that is between two steps.</summary>
    /// <param name="position">The end of an epoch.</param>
    public void Save(Trainer trainer, TrainingPosition position)
    {
        if (!_saving.IsCompleted)
        {
            note($"The images of step {position.GlobalStep} were left out: the database still stores earlier ones.");
            return;
        }

        var predicted = _crops.Index().Select(each => Predict(trainer, each.Item, each.Index + 1, position)).ToList();
        _saving = Task.Run(() => StoreAsync(predicted, position.GlobalStep));
    }

    /// <summary>Waits for the current images.</summary>
    public async ValueTask DisposeAsync() => await _saving.ConfigureAwait(false);

    private static StoredImage Predict(Trainer trainer, CropPair crop, int number, TrainingPosition position)
    {
        var signal = new float[Frame<float>.Planes * crop.HighWidth * crop.HighHeight];
        trainer.Predict(crop, signal);
        return new StoredImage(
            new ImageEntry(
                number, ImageKind.Prediction, position.GlobalStep, position.Stage, position.Epoch, crop.HighWidth, crop.HighHeight),
            Array.ConvertAll(signal, value => (ushort)Math.Round(Math.Clamp(value, 0, 1) * HdrPeak)));
    }

    private async Task StoreAsync(List<StoredImage> predicted, long step)
    {
        try
        {
            await store.SaveAsync(run, _hasPairs ? predicted : [.. Pairs(), .. predicted]).ConfigureAwait(false);
            _hasPairs = true;
        }
        catch (Exception fault) when (fault is FailureException or UsageException)
        {
            note($"The images of step {step} were left out: {fault.Message}");
        }
    }

    private IEnumerable<StoredImage> Pairs()
    {
        foreach (var (index, crop) in _crops.Index())
        {
            yield return new StoredImage(
                new ImageEntry(index + 1, ImageKind.Input, 0, 0, 0, crop.LowWidth, crop.LowHeight),
                Array.ConvertAll(crop.Sdr, code => (ushort)code));
            yield return new StoredImage(
                new ImageEntry(index + 1, ImageKind.Truth, 0, 0, 0, crop.HighWidth, crop.HighHeight), crop.Hdr);
        }
    }
}
