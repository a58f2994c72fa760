using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1; weight decay is added to the gradient.
/// float and double on the CPU are updated in one pass over memory.
/// </summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        Require(lr >= 0, "learning rate", lr, "at least 0");
        Require(beta1 is >= 0 and < 1, "beta1", beta1, "in [0, 1)");
        Require(beta2 is >= 0 and < 1, "beta2", beta2, "in [0, 1)");
        Require(eps >= 0, "epsilon", eps, "at least 0");
        Require(weight_decay >= 0, "weight decay", weight_decay, "at least 0");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1.Value, ((Options)_defaults).beta2.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
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
        var step = new AdamStep
        {
            LearningRate = options.LearningRate.Value,
            Beta1 = options.beta1.Value,
            Beta2 = options.beta2.Value,
            Epsilon = options.eps.Value,
            WeightDecay = options.weight_decay.Value,
            Maximize = options.maximize.Value,
        };
        foreach (var parameter in group.Parameters)
            ((State)StateOf(parameter)).Step(step);
    }

    private static void Require(bool valid, string what, double found, string expected)
    {
        if (!valid)
            throw new ArgumentException($"The {what} of Adam must be {expected}, and it is {found}.");
    }
}
