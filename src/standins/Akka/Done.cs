namespace Akka;

/// <summary>Something is done and has no other result.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
