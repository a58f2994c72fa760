using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Stochastic gradient descent, with momentum (Sutskever et al., 2013, in PyTorch's form) if asked; weight decay is added to the gradient.
/// </summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        if (lr < 0 || momentum < 0 || weight_decay < 0)
        {
            throw new ArgumentException(
                $"Learning rate, momentum and weight decay must be at least 0, and they are {lr}, {momentum} and {weight_decay}.");
        }
        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException(
                $"Nesterov momentum needs a momentum above 0 and no dampening, and they are {momentum} and {dampening}.");
        }
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete((Options)_defaults);
        Add(param_group, parameter => new State(parameter));
    }

    public override Tensor step(Func<Tensor> closure = null) => Step(Update, closure);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            DisposeState();
    }

    private void Update(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        var rate = options.LearningRate.Value;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (options.weight_decay is { } decay and not 0)
                gradient = gradient.add(parameter, alpha: decay);
            if (options.momentum is { } momentum and not 0)
            {
                var velocity = ((State)StateOf(parameter)).Accumulate(gradient, momentum, options.dampening.Value);
                gradient = options.nesterov.Value ? gradient.add(velocity, alpha: momentum) : velocity;
            }
            parameter.add_(gradient, alpha: options.maximize.Value ? rate : -rate);
        }
    }
}
