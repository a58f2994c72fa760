using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class GenerationRendezvousTests
{
    [Fact]
    public void A_blob_holds_both_rendezvous()
    {
        using var meeting = GenerationRendezvous.Open(null);
        var (sums, gradients) = GenerationRendezvous.Split(meeting.Blob);
        Assert.Equal(meeting.Sums.Blob, sums);
        Assert.Equal(meeting.Gradients.Blob, gradients);
        Assert.NotEqual(sums, gradients);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0 })]
    [InlineData(new byte[] { 9, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1 })]
    public void Invalid_blobs_are_refused_with_their_length(byte[] bytes)
    {
        var fault = Assert.Throws<ArgumentException>(() => GenerationRendezvous.Split(bytes));
        Assert.Contains($"{bytes.Length} bytes", fault.Message, StringComparison.Ordinal);
    }
}
