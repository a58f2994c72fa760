namespace TorchSharp.Modules;

/// <summary>A module without state: there is nothing to move, to convert or to save.</summary>
public interface IParameterLessModule;

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw new InvalidOperationException("A parameter-less module cannot have buffers.");

    public override void register_parameter(string name, Parameter param) =>
        throw new InvalidOperationException("A parameter-less module cannot have parameters.");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        if (submodule is not IParameterLessModule)
            throw new InvalidOperationException("The sub-modules of a parameter-less module must be parameter-less too.");
        base.register_module(name, submodule);
    }
}
