using JsiGan.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Losses;

public sealed class RaHingeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Both_losses_agree_with_the_reference()
    {
        var (real, fake) = Logits();
        Assert.Equal(Golden.Case("rahinge").GetProperty("d").GetDouble(),
            RaHinge.Discriminator(real, fake, GlobalMeans.Local).item<double>(), 1e-6);
        Assert.Equal(Golden.Case("rahinge").GetProperty("g").GetDouble(), RaHinge.Generator(real, fake, GlobalMeans.Local).item<double>(),
            1e-6);
    }

    [Fact]
    public void The_generators_loss_is_the_discriminators_with_the_roles_exchanged()
    {
        var (real, fake) = Logits();
        Assert.Equal(RaHinge.Discriminator(fake, real, GlobalMeans.Local).item<double>(),
            RaHinge.Generator(real, fake, GlobalMeans.Local).item<double>(), 1e-12);
    }

    [Fact]
    public void Two_workers_with_a_shared_mean_get_the_loss_of_one()
    {
        var (real, fake) = Logits();
        var whole = RaHinge.Discriminator(real, fake, GlobalMeans.Local).item<double>();

        // One holds the first three of eight samples, one the rest: each is given the means over all, and its loss counts by its samples.
        double Of(Tensor reals, Tensor fakes) =>
            RaHinge.Discriminator(reals, fakes,
                local => local.item<double>() == fakes.mean().item<double>() ? fake.mean() : real.mean()).item<double>();

        Assert.Equal(whole, (Of(real[..3], fake[..3]) * 3 / 8) + (Of(real[3..], fake[3..]) * 5 / 8), 1e-12);
    }

    private static (Tensor Real, Tensor Fake) Logits() => (
        tensor(GoldenRandom.Uniform(10, 8, -2, 2), [8, 1]).to(ScalarType.Float64),
        tensor(GoldenRandom.Uniform(11, 8, -2, 2), [8, 1]).to(ScalarType.Float64));
}
