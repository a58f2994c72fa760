using JsiGan.Storage.Images;
using JsiGan.Storage.Metrics;
using JsiGan.Storage.Runs;
using JsiGan.Storage.Tests.Checkpoints;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Images;

public sealed class ImageTests : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Database _database = null!;
    private ImageStore _images = null!;
    private long _run;

    public async Task InitializeAsync()
    {
        (_test, _database) = await TestDatabase.OpenAsync();
        _images = new ImageStore(_database);
        _run = (await new RunStore(_database).CreateAsync(Samples.Run())).Id;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task Codes_survive()
    {
        ushort[] codes = [.. Enumerable.Range(0, 3 * 5 * 4).Select(i => (ushort)(i * 17 % 1024))];
        await _images.SaveAsync(_run, [new StoredImage(Prediction(10), codes)]);
        var found = await _images.FindAsync(_run, 1, ImageKind.Prediction, 10);
        Assert.Equal(Prediction(10), found!.Entry);
        Assert.Equal(codes, found.Codes);
        Assert.Null(await _images.FindAsync(_run, 1, ImageKind.Prediction, 11));
    }

    [Fact]
    public async Task A_run_that_goes_back_loses_the_images_after_it_and_keeps_its_truth()
    {
        var codes = new ushort[3 * 5 * 4];
        var truth = new ImageEntry(1, ImageKind.Truth, 0, 0, 0, 5, 4);
        await _images.SaveAsync(_run, [new(truth, codes), new(Prediction(10), codes), new(Prediction(20), codes)]);
        await new MetricHistory(_database).RewindAsync(_run, 15);
        Assert.Equal([Prediction(10), truth], await _images.ListAsync(_run));
    }

    [Fact]
    public async Task A_damaged_image_is_named()
    {
        await _images.SaveAsync(_run, [new StoredImage(Prediction(10), new ushort[3 * 5 * 4])]);
        await _test.ExecuteAsync("UPDATE jsigan.images SET height = 400");
        var fault = await Assert.ThrowsAsync<FailureException>(() => _images.FindAsync(_run, 1, ImageKind.Prediction, 10));
        Assert.StartsWith($"The prediction of crop 1 at step 10 of run {_run} is damaged", fault.Message);
    }

    private static ImageEntry Prediction(long step) => new(1, ImageKind.Prediction, step, 2, 3, 5, 4);
}
