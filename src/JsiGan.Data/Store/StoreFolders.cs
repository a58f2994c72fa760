namespace JsiGan.Data.Store;

/// <summary>Where things lie in a store's folder: the index, a folder for each clip, and one for what is being made.</summary>
internal static class StoreFolders
{
    /// <summary>A finished clip; it counts only when the index names it.</summary>
    public static string Clip(string store, string name) => Path.Combine(Clips(store), name);

    public static string Clips(string store) => Path.Combine(store, "clips");

    /// <summary>Clips under way; readers never look there.</summary>
    public static string Building(string store) => Path.Combine(store, "building");

    /// <summary>Held open by the one process that writes.</summary>
    public static string Lock(string store) => store.TrimEnd('/') + ".lock";
}
