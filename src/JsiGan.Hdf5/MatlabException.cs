namespace JsiGan.Hdf5;

/// <summary>A file is not what it must be; the message is one whole sentence for the user.</summary>
internal sealed class MatlabException(string message) : Exception(message);
