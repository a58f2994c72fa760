using System.Globalization;
using JsiGan.Data.Patches;
using JsiGan.Imaging.Frames;
using JsiGan.Models;
using JsiGan.Training.Batches;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training;

/// <summary>
/// Runs a recipe in one process, or as one of the workers that make each update together: stage 1, then stage 2 with three fresh Adams.
/// Work is pulled: each event that the caller asks for makes the next update, so a caller stops by not asking. The same seed on the same
/// number of threads and workers gives the same bits, run through or resumed.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Recipe _recipe;
    private readonly IReadOnlyList<CropPair> _validation;
    private readonly Device _device;
    private readonly TimeProvider _time;
    private readonly ScalarType _type;
    private readonly Networks _networks;
    private readonly IPatchSource _patches;
    private readonly WorkerGroup _workers;
    private BatchPrefetcher _batches;
    private (int First, int Count) _shard;
    private Trained<JsiNet> _generator;
    private IReadOnlyList<Critic> _critics = [];
    private HalfStep _half = new([]);
    private bool _scored;
    private bool _diverged;

    /// <param name="recipe">What to train.</param>
    /// <param name="patches">Batches, of the recipe's patch size and scale; the caller keeps and disposes the source.</param>
    /// <param name="validation">Held-out crops, of the recipe's scale; none skips the measurement.</param>
    /// <param name="device">Where the networks live.</param>
    /// <param name="time">Measures steps and waiting.</param>
    /// <param name="workers">Those that make each update together, which the caller may change between two of them; null for this one
    ///     alone.</param>
    /// <exception cref="UsageException">The recipe contradicts itself.</exception>
    /// <exception cref="ArgumentException">Patches or crops are of another size or scale than the recipe's.</exception>
    public Trainer(Recipe recipe, IPatchSource patches, IReadOnlyList<CropPair> validation, Device device, TimeProvider time,
        WorkerGroup? workers = null)
        : this(recipe, patches, validation, device, time, new NetworkSizes(), workers)
    {
    }

    internal Trainer(
        Recipe recipe, IPatchSource patches, IReadOnlyList<CropPair> validation, Device device, TimeProvider time, NetworkSizes sizes,
        WorkerGroup? workers = null)
    {
        NativeTuning.Apply();
        TrainerChecks.Require(recipe, patches, validation, workers);
        (_recipe, _patches, _validation, _device, _time, _type) = (recipe, patches, validation, device, time, sizes.Type);
        _workers = workers ?? new WorkerGroup(recipe.Batch);
        if (recipe.Threads is { } threads)
        {
            set_num_threads(threads);
        }

        Position = TrainingPosition.Start(recipe);
        _networks = new Networks(recipe, device, sizes, workers);
        _generator = _networks.Generator();
        _shard = _workers.Shard;
        _batches = new BatchPrefetcher(patches, _shard.Count, recipe.Batch, device);
        EnterStage();
    }

    /// <summary>How far the run has come.</summary>
    public TrainingPosition Position { get; private set; }

    /// <summary>
    /// The last update that was made: of all networks (phase 0), or of the discriminators alone (phase 1). After the last one, phase 1 says
    /// that the run's last scores are known too.
    /// </summary>
    public CommitPoint Point => new(Position.GlobalStep, IsBeyond ? 1 : 0);

    /// <summary>Whether the recipe has been carried out.</summary>
    public bool IsFinished => Position.IsStageFull(_recipe) && Position.IsLastStage(_recipe);

    /// <summary>The run from <see cref="Position"/> on, one event at a time.</summary>
    /// <exception cref="FailureException">A loss or a gradient is not finite.</exception>
    public IEnumerable<TrainingEvent> Run()
    {
        while (true)
        {
            var reached = Position;
            if (reached.IsStageFull(_recipe))
            {
                var last = reached.IsLastStage(_recipe);
                var scores = Validation.Score(_generator.Network, _validation, _device, _workers);
                _scored = last;
                if (!last)
                {
                    Position = reached.AfterStage1();
                    EnterStage();
                }

                yield return new StageDone(reached, scores);
                if (last)
                {
                    yield break;
                }
            }
            else if (reached.IsEpochFull(_recipe))
            {
                var report = Validation.Measure(_generator.Network, _validation, _device, _time, _workers);
                Position = reached.AfterEpoch();
                yield return new EpochDone(reached, report);
            }
            else
            {
                var report = Step();
                yield return new StepDone(Position, report);
            }
        }
    }

    /// <summary>Predicts a crop.</summary>
    /// <param name="crop">A crop of the recipe's scale.</param>
    /// <param name="prediction">Takes P, planar [3, HighHeight, HighWidth], PQ codes / 1023, not clipped.</param>
    public void Predict(CropPair crop, Span<float> prediction)
    {
        ArgumentNullException.ThrowIfNull(crop);
        Validation.Predict(_generator.Network, crop, _device, prediction);
    }

    /// <summary>Saves everything that the rest of the run depends on; the folder appears, or changes, at once and whole.</summary>
    /// <exception cref="FailureException">The folder cannot be written; nothing half-written is left.</exception>
    /// <exception cref="InvalidOperationException">The networks hold the update that made training stop, or are in the midst of a
    ///     step.</exception>
    public void Save(string folder)
    {
        RequireWhole();
        Checkpoint.Save(folder, _recipe, Position, Contents());
    }

    /// <summary>
    /// Copies everything that the rest of the run depends on to host memory; what becomes of it is done by another thread.
    /// </summary>
    /// <param name="snapshot">Takes the copy; its memory is used again.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Save"/>.</exception>
    public void Snapshot(CheckpointSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        RequireWhole();
        snapshot.Take(_recipe, Position, Contents());
    }

    /// <summary>Bytes of each file that a snapshot of this stage holds, for <see cref="CheckpointSnapshot.Reserve"/>.</summary>
    public IReadOnlyList<long> SnapshotSizes => [.. Contents().Select(file => file.Length)];

    private void RequireWhole()
    {
        if (_half.Judged)
        {
            throw new InvalidOperationException($"Step {Position.GlobalStep + 1} is half done: finish it before saving.");
        }

        if (_diverged)
        {
            throw new InvalidOperationException("Training has diverged: the networks in memory are not worth a checkpoint.");
        }
    }

    /// <summary>Takes up a run where <see cref="Save"/> left it; the rest gives the same bits as a run that never stopped.</summary>
    /// <exception cref="UsageException">The checkpoint is of another recipe.</exception>
    /// <exception cref="FailureException">The checkpoint is missing, incomplete or altered.</exception>
    public void Restore(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder, _recipe);
        Position = checkpoint.Position;
        _scored = false;
        EnterStage();
        checkpoint.CopyTo(Contents());
        _diverged = false;
    }

    /// <summary>How far the run had come that a checkpoint is of; null where there is none.</summary>
    /// <exception cref="FailureException">The checkpoint is incomplete or altered.</exception>
    public static TrainingPosition? PositionOf(string folder) => Checkpoint.PositionOf(folder);

    /// <summary>Goes back to <see cref="Point"/> from a step that was broken off; nothing happens where none was.</summary>
    /// <remarks>Abort the collectives first: a sum of gradients that is under way is waited for.</remarks>
    public void RollBack()
    {
        _half.RollBack();
        _generator.Optimizer.ClearGradients();
        foreach (var critic in _critics)
        {
            critic.Discriminator.Optimizer.ClearGradients();
        }
    }

    /// <summary>
    /// Takes over the state of one worker: position, weights, statistics, moments. Every worker calls it, also the one that gives;
    /// a step that was broken off is forgotten.
    /// </summary>
    /// <param name="root">The rank that gives.</param>
    /// <exception cref="Collectives.CollectiveException">A worker was lost meanwhile; this one's state is undefined unless it
    ///     gives.</exception>
    public void Share(int root)
    {
        RollBack();
        var (position, beyond) = SharedState.Share(Position, IsBeyond, _device, _workers, root);
        var entered = position.Stage != Position.Stage;
        Position = position;
        _scored = IsFinished && beyond;
        if (entered)
        {
            EnterStage();
        }

        SharedState.Share(_generator, _workers, root);
        foreach (var critic in _critics)
        {
            SharedState.Share(critic.Discriminator, _workers, root);
        }

        _half.Adopt(beyond && !IsFinished, _device, values => _workers.Broadcast(values, root, "half step"));
        _diverged = false;
    }

    public void Dispose()
    {
        _batches.Dispose();
        DisposeCritics();
        _generator.Dispose();
    }

    private bool IsBeyond => _half.Judged || _scored;

    private StepReport Step()
    {
        using var scope = NewDisposeScope();
        var (at, started) = (Position, _time.GetTimestamp());
        _workers.Step = at.GlobalStep + 1;
        _ = _workers.TakeWaited();
        var (sdr, hdr) = TakeBatch();
        var loaded = _time.GetTimestamp();
        var rate = LearningRate.At(_recipe.Stage(at.Stage), at.Epoch, at.StepInStage(_recipe), _recipe.StepsOf(at.Stage));
        var result = at.Stage == 1 ? UpdateGenerator(sdr, hdr, rate) : UpdateAll(sdr, hdr, rate);
        RequireFinite(result, at);
        var waited = _workers.TakeWaited();
        return new StepReport(result.Losses, result.GradientNorms, rate, _time.GetElapsedTime(started, loaded),
            _time.GetElapsedTime(loaded) - waited, waited, _recipe.Batch);
    }

    private StepResult UpdateGenerator(Tensor sdr, Tensor hdr, double rate)
    {
        using var measures = new StepMeasures();
        new PretrainStep(_generator).Update(sdr, hdr, rate, measures, Advance);
        return measures.Read();
    }

    private StepResult UpdateAll(Tensor sdr, Tensor hdr, double rate)
    {
        _half.Begin();
        new GanStep(_generator, _critics, _recipe.Loss).Update(sdr, hdr, rate, _half.Measures, _half.Judged, () =>
        {
            if (_half.Commit())
            {
                Advance();
            }
        });
        return _half.Measures.Read();
    }

    private void Advance() => Position = Position.AfterStep(_recipe.Batch);

    /// <summary>This worker's share of the next batch. Which share it is changes with the workers.</summary>
    private (Tensor Sdr, Tensor Hdr) TakeBatch()
    {
        if (_workers.Shard != _shard)
        {
            _shard = _workers.Shard;
            _batches.Dispose();
            _batches = new BatchPrefetcher(_patches, _shard.Count, _recipe.Batch, _device);
        }

        var (sdr, hdr) = _batches.Take(Position.SamplePosition + _shard.First);
        return (sdr.to(_type), hdr.to(_type));
    }

    /// <summary>A stage begins with fresh Adams; the discriminators exist from stage 2 on.</summary>
    private void EnterStage()
    {
        _generator.Optimizer.Dispose();
        _generator = _generator with { Optimizer = _networks.Optimizer(_generator.Network) };
        DisposeCritics();
        _critics = Position.Stage == 2 ? _networks.Critics() : [];
        _half = new HalfStep(_critics);
    }

    private void DisposeCritics()
    {
        _half.Dispose();
        foreach (var critic in _critics)
        {
            critic.Discriminator.Dispose();
        }
    }

    private IReadOnlyList<StoredFile> Contents() =>
    [
        StoredFile.Of(_generator.Name, _generator.Network),
        StoredFile.Of(_generator.Name, _generator.Optimizer),
        .. _critics.SelectMany(critic => new[]
        {
            StoredFile.Of(critic.Discriminator.Name, critic.Discriminator.Network),
            StoredFile.Of(critic.Discriminator.Name, critic.Discriminator.Optimizer),
        }),
    ];

    private void RequireFinite(StepResult result, TrainingPosition at)
    {
        var values = result.Losses.Select(loss => ($"loss {loss.Name}", loss.Value))
            .Concat(result.GradientNorms.Select(norm => ($"gradient norm of the {norm.Network}", norm.Norm)));
        foreach (var (what, value) in values.Where(pair => !double.IsFinite(pair.Item2)))
        {
            (Position, _diverged) = (at, true);
            throw new FailureException(string.Create(CultureInfo.InvariantCulture,
                $"Training stopped at step {at.GlobalStep + 1} of {at.TotalSteps} (stage {at.Stage}, epoch {at.Epoch}): the {what} is "
                + $"{value}, expected a finite number; go on from the last checkpoint with a lower stage{at.Stage}.learning-rate."));
        }
    }
}
