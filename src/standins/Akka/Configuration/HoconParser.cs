using System.Text;

namespace Akka.Configuration;

/// <summary>
/// Reads the subset of HOCON that configuration files use: nested and dotted keys, quoted keys, texts, lists, comments, later values over
/// earlier ones. No substitutions, includes or concatenations of objects.
/// </summary>
internal sealed class HoconParser(string text)
{
    private int _at;

    public Dictionary<string, object> Parse()
    {
        SkipToValue();
        var braces = Take('{');
        var root = Members(braces);
        SkipToValue();
        return _at == text.Length ? root : throw Wrong("the end of the text");
    }

    private Dictionary<string, object> Members(bool braces)
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal);
        while (true)
        {
            SkipToValue();
            if (braces ? Take('}') : _at == text.Length)
                return members;
            var path = Path();
            SkipToValue();
            if (Peek() != '{' && !Take('=') && !Take(':'))
                throw Wrong("'=', ':' or '{' after a key");
            SkipToValue();
            Put(members, path, Value());
        }
    }

    private static void Put(Dictionary<string, object> members, List<string> path, object value)
    {
        foreach (var key in Enumerable.Reverse(path.Skip(1)))
            value = new Dictionary<string, object>(StringComparer.Ordinal) { [key] = value };
        var merged = Config.Merge(members, new(StringComparer.Ordinal) { [path[0]] = value });
        members[path[0]] = merged[path[0]];
    }

    private List<string> Path()
    {
        var path = new List<string>();
        do
        {
            path.Add(Peek() == '"' ? QuotedText() : BareKey());
        }
        while (Take('.'));
        return path;
    }

    private string BareKey()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '-' or '_'))
            _at++;
        return _at > start ? text[start.._at] : throw Wrong("a key");
    }

    private object Value()
    {
        if (Take('{'))
            return Members(braces: true);
        if (Take('['))
            return List();
        return Peek() == '"' ? QuotedText() : BareText();
    }

    private List<object> List()
    {
        var list = new List<object>();
        while (true)
        {
            SkipToValue();
            if (Take(']'))
                return list;
            list.Add(Value());
        }
    }

    private string QuotedText()
    {
        var quoted = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
                _at++;
            quoted.Append(text[_at]);
        }
        return Take('"') ? quoted.ToString() : throw Wrong("a closing '\"'");
    }

    private string BareText()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('\n' or '\r' or ',' or '}' or ']' or '#') && !AtSlashes())
        {
            if (text[_at] is '{' or '[' or '$')
                throw Wrong("a text: substitutions and concatenations are left out of this stand-in");
            _at++;
        }
        return text[start.._at].Trim() is { Length: > 0 } value ? value : throw Wrong("a value");
    }

    private void SkipToValue()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] == ',')
                _at++;
            else if (text[_at] == '#' || AtSlashes())
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            else
                return;
        }
    }

    private bool AtSlashes() => string.CompareOrdinal(text, _at, "//", 0, 2) == 0;

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private bool Take(char wanted)
    {
        if (Peek() != wanted)
            return false;
        _at++;
        return true;
    }

    private ConfigurationException Wrong(string expected)
    {
        var found = _at < text.Length ? $"'{Peek()}'" : "the end";
        return new($"Line {text.AsSpan(0, _at).Count('\n') + 1} of the configuration: expected {expected}, found {found}.");
    }
}
