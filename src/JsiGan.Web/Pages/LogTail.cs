namespace JsiGan.Web.Pages;

/// <summary>The end of a log file that another process may be writing.</summary>
internal static class LogTail
{
    private const int MostBytes = 256 << 10;

    public static async Task<string> ReadAsync(string path, CancellationToken token)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var isCut = file.Length > MostBytes;
        if (isCut)
            file.Seek(-MostBytes, SeekOrigin.End);

        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync(token).ConfigureAwait(false);
        // The first line may begin in its middle.
        return isCut ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : text;
    }
}
