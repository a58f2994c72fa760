using JsiGan.Models;
using JsiGan.Models.Discriminators;

namespace JsiGan.Training.Steps;

/// <summary>A discriminator with its input and the weight of its losses: D1 on images, D2 on their detail layers.</summary>
/// <param name="Discriminator">The discriminator.</param>
/// <param name="View">Its input, made of an image within the graph: a new tensor, [N, 3, H, W].</param>
/// <param name="Weight">Factor of all its losses: 1, or lambda_d.</param>
/// <param name="OwnLoss">Name of the loss it is updated by.</param>
/// <param name="AdversarialLoss">Name of its adversarial loss for the generator.</param>
/// <param name="FeatureLoss">Name of its feature-matching loss.</param>
public sealed record DiscriminatorBranch(
    TrainableNetwork<Discriminator> Discriminator, Func<Tensor, Tensor> View, double Weight, string OwnLoss, string AdversarialLoss,
    string FeatureLoss)
{
    /// <summary>Name of its mean output on real images.</summary>
    public string RealLogit => $"{OwnLoss}-real";

    /// <summary>Name of its mean output on predictions.</summary>
    public string FakeLogit => $"{OwnLoss}-fake";

    /// <summary>D1, on P and Y.</summary>
    public static DiscriminatorBranch OfImages(TrainableNetwork<Discriminator> discriminator) =>
        new(discriminator, image => image.alias(), 1, "d1", "adv", "fm");

    /// <summary>D2, on P_d and Y_d of Eq. (1), with lambda_d.</summary>
    public static DiscriminatorBranch OfDetails(TrainableNetwork<Discriminator> discriminator, double weight) =>
        new(discriminator, GuidedFilter.Detail, weight, "d2", "dadv", "dfm");
}
