using System.Globalization;
using JsiGan.Hdf5;

// JsiGan.Hdf5 FILE KEYS BYTES FIRST: writes the pictures of an array in a MATLAB v7.3 file to standard output, from number FIRST on, each
// as planes of rows. Before them stands a line: the first of the comma-separated KEYS that the file has, the count, the width and the
// height. It is a process of its own because the HDF5 library dies of damaged files: only this process then ends, and the caller tells.
try
{
    var (keys, bytes) = (args[1].Split(','), int.Parse(args[2], CultureInfo.InvariantCulture));
    using var file = new MatlabFile(args[0]);
    var key = keys.FirstOrDefault(file.Has)
        ?? throw new MatlabException($"The MATLAB file {args[0]} has none of the arrays {string.Join(", ", keys)}: save it with one of "
            + $"these names.");
    using var array = file.Array(key, bytes);
    using var output = Console.OpenStandardOutput();
    var line = string.Create(CultureInfo.InvariantCulture, $"{key} {array.Count} {array.Width} {array.Height}\n");
    output.Write(System.Text.Encoding.ASCII.GetBytes(line));
    var (columns, picture) = (new byte[array.PictureBytes], new byte[array.PictureBytes]);
    for (var i = int.Parse(args[3], CultureInfo.InvariantCulture); i < array.Count; i++)
    {
        array.Read(i, columns, picture);
        output.Write(picture);
    }

    return 0;
}
catch (MatlabException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
catch (IOException)
{
    // The reader has enough.
    return 0;
}
