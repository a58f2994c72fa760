using System.Text.Json;
using JsiGan.Core.Files;

namespace JsiGan.Runtime.Files;

/// <summary>Persists the scores of JSInet, measured after stage 1 and shown after stage 2.</summary>
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
