namespace JsiGan.Data.Store;

/// <summary>The layout of a store's folder: the index, a folder for each clip, and one for unfinished clips.</summary>
internal static class StoreFolders
{
    /// <summary>A finished clip; valid only if the index names it.</summary>
    public static string Clip(string store, string name) => Path.Combine(Clips(store), name);

    public static string Clips(string store) => Path.Combine(store, "clips");

    /// <summary>Unfinished clips; readers never look there.</summary>
    public static string Building(string store) => Path.Combine(store, "building");

    /// <summary>Held open by the process that writes.</summary>
    public static string Lock(string store) => store.TrimEnd('/') + ".lock";
}
