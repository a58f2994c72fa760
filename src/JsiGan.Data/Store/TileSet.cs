namespace JsiGan.Data.Store;

/// <summary>The two files that hold one picture size of a clip: tiles, and the checksum of each tile.</summary>
/// <param name="Tiles">Samples, see <see cref="TileLayout"/>.</param>
/// <param name="Sums">CRC-32C of each tile, 4 bytes little-endian, in the order of the tiles.</param>
internal sealed record TileSet(string Tiles, string Sums)
{
    /// <summary>The HDR frames of a clip's folder.</summary>
    public static TileSet High(string folder) => new(Path.Combine(folder, "high.tiles"), Path.Combine(folder, "high.sums"));

    /// <summary>The low-resolution SDR frames of a clip's folder.</summary>
    public static TileSet Low(string folder) => new(Path.Combine(folder, "low.tiles"), Path.Combine(folder, "low.sums"));

    /// <exception cref="FailureException">The file is missing or of another length.</exception>
    public static void RequireLength(string path, long expected)
    {
        var found = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (found != expected)
            throw StoreFaults.Damaged($"{path} has {found:N0} bytes, but its index says {expected:N0}");
    }

    /// <exception cref="FailureException">The file is missing or of another length.</exception>
    public static byte[] ReadExactly(string path, long expected)
    {
        RequireLength(path, expected);
        return File.ReadAllBytes(path);
    }
}
