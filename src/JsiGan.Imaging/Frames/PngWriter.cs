using JsiGan.Core.Files;

namespace JsiGan.Imaging.Frames;

/// <summary>Writes PNG pictures, each to a temporary file first.</summary>
public static class PngWriter
{
    /// <param name="path">The picture's file; an older one is replaced.</param>
    /// <param name="png">The picture, as <see cref="Png"/> encodes it.</param>
    /// <exception cref="FailureException">The disk is full, or the file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> png)
    {
        try
        {
            AtomicFile.Write(path, png);
        }
        catch (IOException full) when (DiskSpace.IsFull(full))
        {
            throw DiskSpace.Full(path, png.Length, full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                $"The picture {path} cannot be written ({fault.Message.TrimEnd('.')}): see that its folder exists and can be written.",
                fault);
        }
    }
}
