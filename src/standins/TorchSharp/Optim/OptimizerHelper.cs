using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Groups, state and its persistence: what the optimizers share.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _state = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerOptions _defaults;

    private protected OptimizerHelper()
    {
    }

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>The options and state as they are: live objects, which the next step changes.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            result.StateIndexRef.Add([]);
            foreach (var parameter in group.Parameters)
            {
                result.StateIndexRef[^1].Add(result.State.Count);
                result.State.Add(StateOf(parameter));
            }
        }
        return result;
    }

    /// <summary>Copies the options and state of an optimizer of the same kind over the same shapes.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or of parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (mine, theirs) in own.Options.Zip(state_dict.Options).Where(pair => pair.First != pair.Second))
            mine.LoadStateDict(theirs);
        foreach (var (mine, theirs) in own.State.Zip(state_dict.State).Where(pair => pair.First != pair.Second))
            mine.LoadStateDict(theirs);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Encode(state.Options.Count);
        writer.Encode(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(entry => entry.SaveStateDict(writer));
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">The state of an optimizer of another kind.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or of parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"The state is one of the optimizer {kind}, and {GetType().Name} was expected.");
        var state = state_dict();
        RequireCounts(state, reader.Decode(), reader.Decode());
        state.Options.ForEach(options => options.LoadStateDict(reader));
        state.State.ForEach(entry => entry.LoadStateDict(reader));
    }

    /// <summary>Moves the state to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in _state.Values)
            state.to(device);
    }

    private protected void DisposeState()
    {
        foreach (var state in _state.Values)
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    private protected OptimizerState StateOf(Parameter parameter) => _state[parameter];

    /// <summary>Takes a group whose options are complete; the parameters are listed once, here.</summary>
    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> makeState)
    {
        group.Parameters = [.. group.Parameters];
        group.Options.InitialLearningRate = group.LearningRate;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = makeState(parameter);
            state.Initialize(group.Options);
            _state[parameter] = state;
        }
    }

    private protected Tensor Step(Action<ParamGroup> update, Func<Tensor> closure)
    {
        Tensor loss = null;
        if (closure is not null)
        {
            using var _ = enable_grad();
            loss = closure();
        }
        using var off = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            update(group);
        return loss;
    }

    private static void RequireCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count)
            throw new ArgumentException($"The optimizer has {own.Options.Count} parameter groups, and the state has {groups}.");
        if (states != own.State.Count)
            throw new ArgumentException($"The optimizer has {own.State.Count} parameters, and the state is one of {states}.");
    }
}
