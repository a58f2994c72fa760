using System.Globalization;
using JsiGan.Data.Patches;
using JsiGan.Models.Generator;
using JsiGan.Training.Checkpoints;
using JsiGan.Training.Distributed;
using JsiGan.Training.Fitting;
using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;
using JsiGan.Training.Steps;

namespace JsiGan.Training;

/// <summary>
/// Everything that the rest of a run depends on: position, weights, running statistics, moments, and the step in progress. It is saved,
/// restored, and broadcast from one worker to the others.
/// </summary>
public sealed class TrainerState : IDisposable
{
    private readonly Recipe _recipe;
    private readonly Device _device;
    private readonly ProcessGroup _group;
    private readonly IPatchSource _patches;
    private readonly NetworkFactory _networks;
    private readonly WeightAverage? _average;
    private bool _isInitialized;
    private bool _isScored;
    private bool _isDiverged;

    internal TrainerState(Recipe recipe, Device device, NetworkSizes sizes, ProcessGroup? group, IPatchSource patches)
    {
        (_recipe, _device, _group, _patches) = (recipe, device, group ?? new ProcessGroup(recipe.Batch), patches);
        _networks = new NetworkFactory(recipe, device, sizes, group);
        Position = TrainingPosition.Start(recipe);
        Generator = _networks.Generator();
        _average = _networks.Average();
        (Branches, Transaction) = EnterStage();
    }

    /// <summary>How far the run has come.</summary>
    public TrainingPosition Position { get; private set; }

    /// <summary>
    /// The last update: of all networks (phase 0), or of the discriminators alone (phase 1). At the end of the run, phase 1 means that the
    /// last scores are known too.
    /// </summary>
    public CommitPoint Point => new(Position.GlobalStep, IsBeyondStep ? 1 : 0);

    /// <summary>Whether all updates of the recipe are done.</summary>
    public bool IsFinished => Position.IsStageFull(_recipe) && Position.IsLastStage(_recipe);

    internal TrainableNetwork<JsiNet> Generator { get; }

    /// <summary>The generator that predicts: the average of the weights where the recipe has one.</summary>
    internal JsiNet Predictor => _average?.Network ?? Generator.Network;

    /// <summary>The discriminators; none in stage 1.</summary>
    internal IReadOnlyList<DiscriminatorBranch> Branches { get; private set; }

    /// <summary>The step in progress.</summary>
    internal StepTransaction Transaction { get; private set; }

    private bool IsBeyondStep => Transaction.DiscriminatorsUpdated || _isScored;

    /// <summary>
    /// Loads the recipe's initial weights and fits the last convolution, once, before anything is made of the first ones. A restored or
    /// received state needs neither, so a run resumes without the file.
    /// </summary>
    /// <exception cref="UsageException">The weights do not exist, or are of another architecture.</exception>
    /// <exception cref="FailureException">They are damaged.</exception>
    internal void Initialize()
    {
        if (_isInitialized)
            return;

        new InitialWeights(_recipe).CopyTo(Generator.Network);
        new OutputFit().Apply(Generator.Network, _patches, _recipe.FitOutput, _device);
        _average?.Reset(Generator.Network);
        _isInitialized = true;
    }

    /// <summary>Commits an update; position and average advance with the last one of a step.</summary>
    internal void Commit()
    {
        if (Transaction.Commit())
        {
            Position = Position.AfterStep(_recipe.Batch);
            _average?.Update(Generator.Network, Position.GlobalStep);
        }
    }

    internal void EndEpoch() => Position = Position.AfterEpoch();

    /// <summary>Enters stage 2 with fresh optimizers, or ends the run.</summary>
    internal void EndStage()
    {
        _isScored = IsFinished;
        if (!IsFinished)
        {
            Position = Position.AfterStage1();
            (Branches, Transaction) = EnterStage();
        }
    }

    /// <summary>Rejects a step whose losses or gradients are not finite: they must not be saved.</summary>
    /// <exception cref="FailureException">A value is not finite.</exception>
    internal void RequireFinite(StepResult result, TrainingPosition at)
    {
        if (result.FindNonFinite() is { } found)
        {
            (Position, _isDiverged) = (at, true);
            throw new FailureException(string.Create(CultureInfo.InvariantCulture,
                $"Training stopped at step {at.GlobalStep + 1} of {at.TotalSteps} (stage {at.Stage}, epoch {at.Epoch}): the "
                + $"{found.What} is {found.Value}, expected a finite number; resume from the last checkpoint with a "
                + $"lower stage{at.Stage}.learning-rate."));
        }
    }

    /// <summary>Saves the state as a folder that appears or changes atomically.</summary>
    /// <exception cref="FailureException">The folder cannot be written; nothing partial is left.</exception>
    /// <exception cref="InvalidOperationException">Training has diverged, or is within a step.</exception>
    public void Save(string folder)
    {
        using var snapshot = new CheckpointSnapshot();
        CopyTo(snapshot);
        snapshot.WriteTo(folder);
    }

    /// <summary>Copies the state to host memory, where another thread can store it.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Save"/>.</exception>
    public void CopyTo(CheckpointSnapshot snapshot)
    {
        RequireSavable();
        snapshot.Take(_recipe, Position, Files());
    }

    /// <summary>Bytes of each file of a snapshot in this stage, for <see cref="CheckpointSnapshot.Reserve"/>.</summary>
    public IReadOnlyList<long> SnapshotSizes => [.. Files().Select(file => file.Length)];

    /// <summary>Resumes from a checkpoint: the rest of the run gives the same bits as if it had never stopped.</summary>
    /// <exception cref="UsageException">The checkpoint is of another recipe.</exception>
    /// <exception cref="FailureException">The checkpoint is missing, incomplete or altered.</exception>
    public void Restore(string folder) => Restore(new CheckpointFolderFiles(folder));

    /// <inheritdoc cref="Restore(string)"/>
    public void Restore(ICheckpointFiles files)
    {
        using var checkpoint = Checkpoint.Open(files, _recipe);
        Position = checkpoint.Position;
        _isScored = false;
        (Branches, Transaction) = EnterStage();
        checkpoint.CopyTo(Files());
        (_isInitialized, _isDiverged) = (true, false);
    }

    /// <summary>Undoes an interrupted step back to <see cref="Point"/>; no operation where there was none.</summary>
    /// <remarks>Abort the collectives first: all-reduces of gradients in flight are waited for.</remarks>
    public void RollBack() => Transaction.RollBack();

    /// <summary>Replaces the state of every worker by that of one, discarding interrupted steps. Every worker calls it.</summary>
    /// <param name="root">The rank that sends.</param>
    /// <exception cref="Collectives.CollectiveException">A worker was lost; the state of all but the root is undefined.</exception>
    public void BroadcastState(int root)
    {
        Transaction.RollBack();
        if (_group.Rank == root)
            Initialize();

        var (stage, epoch, inEpoch, step, sample, total) = Position;
        long[] values = [stage, epoch, inEpoch, step, sample, total, IsBeyondStep ? 1 : 0];
        _group.Broadcast(values, _device, root, "position");
        Position = new TrainingPosition((int)values[0], (int)values[1], values[2], values[3], values[4], values[5]);
        var isBeyondStep = values[6] != 0;
        _isScored = IsFinished && isBeyondStep;
        if (Position.Stage != stage)
            (Branches, Transaction) = EnterStage();

        Generator.BroadcastState(root);
        _average?.BroadcastState(root);
        foreach (var branch in Branches)
            branch.Discriminator.BroadcastState(root);

        Transaction.BroadcastState(isBeyondStep && !IsFinished, _device, root);
        (_isInitialized, _isDiverged) = (true, false);
    }

    public void Dispose()
    {
        DisposeStage();
        Generator.Dispose();
        _average?.Dispose();
    }

    private IReadOnlyList<StoredFile> Files() =>
        [.. FilesOf(Generator), .. AverageFiles(), .. Branches.SelectMany(branch => FilesOf(branch.Discriminator))];

    private IEnumerable<StoredFile> AverageFiles() => _average is null ? [] : [StoredFile.Of(WeightAverage.Name, _average.Network)];

    private void RequireSavable()
    {
        Initialize();
        if (Transaction.DiscriminatorsUpdated)
            throw new InvalidOperationException($"Step {Position.GlobalStep + 1} is half done: finish it before saving.");

        if (_isDiverged)
            throw new InvalidOperationException("Training has diverged: the networks in memory must not be saved.");
    }

    /// <summary>A stage begins with fresh Adams; the discriminators exist from stage 2 on.</summary>
    private (IReadOnlyList<DiscriminatorBranch> Branches, StepTransaction Transaction) EnterStage()
    {
        DisposeStage();
        Generator.Gradients.Clear();
        Generator.ResetOptimizer();
        var branches = Position.Stage == 2 ? _networks.Branches() : [];
        return (branches, new StepTransaction(Generator, branches));
    }

    private void DisposeStage()
    {
        Transaction?.Dispose();
        foreach (var branch in Branches ?? [])
            branch.Discriminator.Dispose();
    }

    private static IEnumerable<StoredFile> FilesOf<T>(TrainableNetwork<T> network)
        where T : nn.Module =>
        [StoredFile.Of(network.Name, network.Network), StoredFile.Of(network.Name, network.Optimizer)];
}
