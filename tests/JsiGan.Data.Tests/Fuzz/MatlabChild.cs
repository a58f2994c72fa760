using System.Globalization;
using JsiGan.Hdf5;

namespace JsiGan.Data.Tests.Fuzz;

/// <summary>
/// This assembly as a program: reads damaged MATLAB files one after the other with the classes of JsiGan.Hdf5 and prints a line for each,
/// "SEED read" or "SEED refused". When the HDF5 library dies of one, so does this process, and the line stays away.
/// </summary>
internal static class MatlabChild
{
    public const int Reach = 4096;

    // A lie about sizes is refused where its pictures cannot be read; no test needs to make room for the largest of them.
    private const int MostBytes = 1 << 26;

    /// <param name="arguments">The file to damage, a file for the damaged ones, the first seed and the last.</param>
    public static void Main(string[] arguments)
    {
        var original = File.ReadAllBytes(arguments[0]);
        var last = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        for (var seed = int.Parse(arguments[2], CultureInfo.InvariantCulture); seed <= last; seed++)
        {
            File.WriteAllBytes(arguments[1], Mutations.Of(original, seed, Reach));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed} {(TryRead(arguments[1]) ? "read" : "refused")}"));
        }
    }

    private static bool TryRead(string path)
    {
        try
        {
            using var file = new MatlabFile(path);
            foreach (var (key, bytes) in ((string, int)[])[("HDR_data", 2), ("SDR_data", 1)])
            {
                if (!file.Has(key))
                {
                    return false;
                }

                using var array = file.Array(key, bytes);
                if (array.PictureBytes > MostBytes)
                {
                    return false;
                }

                var (columns, picture) = (new byte[array.PictureBytes], new byte[array.PictureBytes]);
                for (var i = 0; i < Math.Min(array.Count, 8); i++)
                {
                    array.Read(i, columns, picture);
                }
            }

            return true;
        }
        catch (MatlabException fault) when (fault.Message.EndsWith('.'))
        {
            return false;
        }
    }
}
