using System.Security.Cryptography;

namespace JsiGan.Web.Tests.Browser;

/// <summary>The chart library is the file that npm publishes as uplot 1.6.32.</summary>
public sealed class VendoredTests
{
    [Theory]
    [InlineData("uPlot.iife.min.js", "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f")]
    [InlineData("uPlot.min.css", "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04")]
    public void The_file_is_unchanged(string name, string sha256) => Assert.Equal(
        sha256,
        Convert.ToHexStringLower(SHA256.HashData(
            File.ReadAllBytes(Path.Combine(Repository.Root, "src", "JsiGan.Web", "page", "vendor", "uplot", name)))));
}
