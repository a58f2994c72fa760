namespace Akka.Configuration;

public static class ConfigurationFactory
{
    public static Config Empty => Config.Empty;

    /// <summary>Reads HOCON.</summary>
    public static Config ParseString(string hocon) => new(new HoconParser(hocon).Parse());
}
