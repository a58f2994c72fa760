using JsiGan.Models;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>What a discriminator looks at, and how much its word counts: D1 on images, D2 on their detail layers.</summary>
/// <param name="Discriminator">The discriminator.</param>
/// <param name="View">What it sees of an image in the graph: a new tensor, [N, 3, H, W].</param>
/// <param name="Weight">Factor of all its losses: 1, or lambda_d.</param>
/// <param name="OwnLoss">Name of the loss it is updated by.</param>
/// <param name="AdversarialLoss">Name of its adversarial loss for the generator.</param>
/// <param name="FeatureLoss">Name of its feature-matching loss.</param>
public sealed record Critic(
    Trained<Discriminator> Discriminator, Func<Tensor, Tensor> View, double Weight, string OwnLoss, string AdversarialLoss,
        string FeatureLoss)
{
    /// <summary>D1, on P and Y.</summary>
    public static Critic OfImages(Trained<Discriminator> discriminator) => new(discriminator, image => image.alias(), 1, "d1", "adv", "fm");

    /// <summary>D2, on P_d and Y_d of Eq. (1), with lambda_d.</summary>
    public static Critic OfDetails(Trained<Discriminator> discriminator, double weight) =>
        new(discriminator, GuidedFilter.Detail, weight, "d2", "dadv", "dfm");
}
