namespace JsiGan.Node.Tests.Process;

/// <summary>A test of several machines' cluster, which the stand-in for Akka.NET does not make.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealAkkaFactAttribute : FactAttribute
{
    public RealAkkaFactAttribute()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "Akka.Remote.dll")))
        {
            Skip = "this build has the stand-in for Akka.NET, which serves one machine";
        }
    }
}
