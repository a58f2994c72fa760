namespace JsiGan.Node.Runs;

/// <summary>Writes small files whole: readers see the old content or the new one.</summary>
internal static class SmallFile
{
    public static void Write(string path, string content)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
