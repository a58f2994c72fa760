using System.Runtime.InteropServices;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Steps;

public sealed class WeightAverageTests : IDisposable
{
    private const double Decay = 0.3;
    private const string Tensor = "ir.conv2.weight";

    private readonly TestFolder _folder = new();

    private static Recipe Recipe { get; } = TinyRun.Recipe with { Ema = Decay };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_decay_rises_with_the_updates_to_that_of_the_recipe()
    {
        Assert.Equal(2.0 / 11, WeightAverage.DecayAt(0.98, 1));
        Assert.Equal(101.0 / 110, WeightAverage.DecayAt(0.98, 100));
        Assert.Equal(0.98, WeightAverage.DecayAt(0.98, 1000));
    }

    [Fact]
    public void The_average_follows_the_weights_through_both_stages()
    {
        using var trainer = TinyRun.Trainer(Recipe);
        trainer.State.Save(_folder.File("start"));
        var average = Values("start", "generator");
        Assert.Equal(average, Values("start", WeightAverage.Name));
        foreach (var step in trainer.Run().OfType<StepDone>())
        {
            var saved = $"step{step.Position.GlobalStep}";
            trainer.State.Save(_folder.File(saved));
            var share = 1 - Math.Min(Decay, (1.0 + step.Position.GlobalStep) / (10.0 + step.Position.GlobalStep));
            average = [.. average.Zip(Values(saved, "generator"), (old, weight) => old + ((weight - old) * share))];
            Assert.All(average.Zip(Values(saved, WeightAverage.Name)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }

        Assert.Equal(12, trainer.Position.GlobalStep);
        Assert.NotEqual(Values("step6", "generator"), Values("step6", WeightAverage.Name));
    }

    [Fact]
    public void Validation_and_prediction_use_the_average_and_training_does_not()
    {
        using var trainer = TinyRun.Trainer(Recipe);
        using var plain = TinyRun.Trainer(TinyRun.Recipe);
        var (measured, unaveraged) = (trainer.Run().OfType<EpochDone>().First().Report, plain.Run().OfType<EpochDone>().First().Report);
        Assert.NotEqual(unaveraged.Scores.Psnr, measured.Scores.Psnr);
        trainer.State.Save(_folder.File("averaged"));
        plain.State.Save(_folder.File("plain"));
        Assert.Equal(Values("plain", "generator"), Values("averaged", "generator"));

        using var loaded = TrainedGenerator.Load(_folder.File("averaged"), CPU);
        Assert.Equal(Values("averaged", WeightAverage.Name), loaded.state_dict()[Tensor].data<float>().Select(value => (double)value));
        var crop = TinyRun.Crop();
        var (prediction, truth) = (new float[crop.Hdr.Length], crop.Hdr.Select(code => code / 1023f).ToArray());
        Validation.Predict(loaded, crop, CPU, prediction);
        Assert.Equal(measured.Scores.Psnr, JsiGan.Evaluation.Psnr.Of(prediction, truth), 1e-9);
    }

    private double[] Values(string checkpoint, string file)
    {
        using var reader = new SafetensorsReader(_folder.File($"{checkpoint}/{file}.safetensors"));
        var entry = reader.Find(Tensor)!;
        var bytes = new byte[entry.Length];
        reader.Read(entry, bytes);
        return [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value)];
    }
}
