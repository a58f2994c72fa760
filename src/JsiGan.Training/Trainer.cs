using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Training.Batches;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using JsiGan.Training.Steps;

namespace JsiGan.Training;

/// <summary>
/// Runs a recipe in one process, or as one of the workers that share each update: stage 1 on the reconstruction loss, then stage 2 with
/// both discriminators and fresh Adams; a validation after each epoch. The caller pulls: enumerating an event makes the next update. The
/// same seed, threads and number of workers give the same bits, in one run or resumed.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Recipe _recipe;
    private readonly IReadOnlyList<CropPair> _validation;
    private readonly Device _device;
    private readonly TimeProvider _time;
    private readonly ScalarType _type;
    private readonly ProcessGroup _group;
    private readonly ShardedBatches _batches;
    private readonly PhaseClock _clock;

    /// <param name="recipe">What to train.</param>
    /// <param name="patches">Batches, of the recipe's patch size and scale; owned by the caller.</param>
    /// <param name="validation">Held-out crops, of the recipe's scale; none skips the measurement.</param>
    /// <param name="device">Where the networks live.</param>
    /// <param name="time">Measures steps and waiting.</param>
    /// <param name="group">The workers that share each update, which may change between two of them; null for this process alone.</param>
    /// <exception cref="UsageException">The recipe contradicts itself.</exception>
    /// <exception cref="ArgumentException">Patches or crops are of another size or scale than the recipe's.</exception>
    public Trainer(Recipe recipe, IPatchSource patches, IReadOnlyList<CropPair> validation, Device device, TimeProvider time,
        ProcessGroup? group = null)
        : this(recipe, patches, validation, device, time, new NetworkSizes(), group)
    {
    }

    internal Trainer(
        Recipe recipe, IPatchSource patches, IReadOnlyList<CropPair> validation, Device device, TimeProvider time, NetworkSizes sizes,
        ProcessGroup? group = null)
    {
        NativeTuning.Apply();
        TrainerChecks.Require(recipe, patches, validation, group);
        (_recipe, _validation, _device, _time, _type) = (recipe, validation, device, time, sizes.Type);
        _group = group ?? new ProcessGroup(recipe.Batch);
        _clock = new PhaseClock(time, _group);
        if (recipe.Threads is { } threads)
            set_num_threads(threads);

        State = new TrainerState(recipe, device, sizes, group, patches);
        _batches = new ShardedBatches(patches, recipe.Batch, device);
    }

    /// <summary>Everything that the rest of the run depends on: to save, restore and broadcast it.</summary>
    public TrainerState State { get; }

    /// <summary>How far the run has come.</summary>
    public TrainingPosition Position => State.Position;

    /// <inheritdoc cref="TrainerState.Point"/>
    public CommitPoint Point => State.Point;

    /// <summary>Whether all updates of the recipe are done.</summary>
    public bool IsFinished => State.IsFinished;

    /// <summary>Loads and fits the initial weights, unless the state has others; <see cref="Run"/> does it too.</summary>
    /// <inheritdoc cref="Run" path="/exception"/>
    public void Initialize() => State.Initialize();

    /// <summary>The run from <see cref="Position"/> on, one event at a time.</summary>
    /// <exception cref="UsageException">The recipe's initial weights do not exist, or are of another architecture.</exception>
    /// <exception cref="FailureException">A loss or a gradient is not finite.</exception>
    public IEnumerable<TrainingEvent> Run()
    {
        State.Initialize();
        for (var isLast = false; !isLast;)
        {
            var at = Position;
            if (at.IsStageFull(_recipe))
            {
                isLast = at.IsLastStage(_recipe);
                yield return EndStage(at);
            }
            else if (at.IsEpochFull(_recipe))
            {
                yield return EndEpoch(at);
            }
            else
            {
                yield return Step(at);
            }
        }
    }

    /// <summary>Predicts a crop.</summary>
    /// <param name="crop">A crop of the recipe's scale.</param>
    /// <param name="prediction">Takes P, planar [3, HighHeight, HighWidth], PQ codes / 1023, not clipped.</param>
    public void Predict(CropPair crop, Span<float> prediction)
    {
        State.Initialize();
        Validation.Predict(State.Predictor, crop, _device, prediction);
    }

    public void Dispose()
    {
        _batches.Dispose();
        State.Dispose();
    }

    private StageDone EndStage(TrainingPosition at)
    {
        var report = Validate();
        State.EndStage();
        return new StageDone(at, report.Scores);
    }

    private EpochDone EndEpoch(TrainingPosition at)
    {
        var report = Validate();
        State.EndEpoch();
        return new EpochDone(at, report);
    }

    private ValidationReport Validate() => Validation.Measure(State.Predictor, _validation, _device, _time, _group);

    private StepDone Step(TrainingPosition at)
    {
        using var scope = NewDisposeScope();
        _group.Step = at.GlobalStep + 1;
        _ = _group.TakeTraffic();
        _clock.Start(StepPhase.Data);
        var (sdr, hdr) = _batches.Take(at.SamplePosition, _group.Shard);
        _clock.Enter(StepPhase.Forward);
        var learningRate = LearningRate.At(_recipe, at);
        var result = Update(at.Stage, sdr.to(_type), hdr.to(_type), learningRate);
        State.RequireFinite(result, at);
        return new StepDone(Position, new StepReport(result, learningRate, _clock.Stop(), _group.TakeTraffic()));
    }

    private StepResult Update(int stage, Tensor sdr, Tensor hdr, double learningRate)
    {
        var step = State.Transaction;
        step.Begin();
        if (stage == 1)
        {
            new PretrainStep(State.Generator) { Clock = _clock }.Update(sdr, hdr, learningRate, step.Measures, State.Commit);
        }
        else
        {
            new GanStep(State.Generator, State.Branches, _recipe.Loss) { Clock = _clock }
                .Update(sdr, hdr, learningRate, step.Measures, step.DiscriminatorsUpdated, State.Commit);
        }

        return step.Measures.Read();
    }
}
