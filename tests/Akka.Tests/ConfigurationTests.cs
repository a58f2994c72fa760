using Akka.Configuration;

namespace ActorContract.Tests;

/// <summary>HOCON.</summary>
public sealed class ConfigurationTests
{
    private static readonly Config Parsed = ConfigurationFactory.ParseString("""
        # a comment
        a { b = 1, c = "two words" // another
            d.e = 500ms
        }
        a.b = 2
        list = [one, "two", 3]
        flags { yes = on, no = off }
        "quoted, key" { x = y }
        time : 2 s
        bare = two bare words
        """);

    [Fact]
    public void Values_are_found_by_their_paths()
    {
        Assert.Equal(2, Parsed.GetInt("a.b"));
        Assert.Equal("two words", Parsed.GetString("a.c"));
        Assert.Equal(TimeSpan.FromMilliseconds(500), Parsed.GetTimeSpan("a.d.e"));
        Assert.Equal(TimeSpan.FromSeconds(2), Parsed.GetTimeSpan("time"));
        Assert.Equal(["one", "two", "3"], Parsed.GetStringList("list"));
        Assert.Equal("two bare words", Parsed.GetString("bare"));
        Assert.Equal((true, false), (Parsed.GetBoolean("flags.yes"), Parsed.GetBoolean("flags.no")));
        Assert.Equal("1.5", ConfigurationFactory.ParseString("x = 1.5").GetString("x"));
    }

    [Fact]
    public void What_is_not_there_is_the_default()
    {
        Assert.Equal("none", Parsed.GetString("a.missing", "none"));
        Assert.Equal(7, Parsed.GetInt("missing", 7));
        Assert.True(Parsed.HasPath("a.d"));
        Assert.False(Parsed.HasPath("a.x"));
    }

    [Fact]
    public void A_fallback_fills_what_is_missing_at_every_depth()
    {
        var merged = Parsed.WithFallback(ConfigurationFactory.ParseString("a { b = 9, z = 10 }\nnew = 11"));
        Assert.Equal((2, 10, 11), (merged.GetInt("a.b"), merged.GetInt("a.z"), merged.GetInt("new")));
        Assert.Equal("two words", merged.GetConfig("a").GetString("c"));
    }
}
