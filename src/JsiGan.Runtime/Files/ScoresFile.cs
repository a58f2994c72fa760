using System.Text.Json;
using JsiGan.Core.Files;

namespace JsiGan.Runtime.Files;

/// <summary>Scores that outlive the process: those of JSInet, measured when stage 1 ends, are shown when stage 2 has ended.</summary>
public static class ScoresFile
{
    public static void Write(string path, Scores scores) => AtomicFile.Write(path, JsonSerializer.Serialize(scores));

    /// <exception cref="FailureException">The file is missing or damaged.</exception>
    public static Scores Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Scores>(File.ReadAllText(path))!;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new FailureException(
                $"The scores of stage 1 cannot be read from {path} ({fault.Message.TrimEnd('.')}); resume the run's whole folder, not a "
                    + "copy of its checkpoint.",
                fault);
        }
    }
}
