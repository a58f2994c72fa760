using System.Globalization;
using System.Text;

namespace Prometheus;

/// <summary>The Prometheus text format, version 0.0.4, as the real library writes it (help texts are not escaped).</summary>
internal sealed class TextExposition
{
    private readonly StringBuilder _text = new();

    public void WriteDeclaration(string name, string help, string type) => _text
        .Append("# HELP ").Append(name).Append(' ').Append(string.IsNullOrWhiteSpace(help) ? "" : help).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public void WriteSample(string name, string labels, double value) =>
        WriteIdentifier(name, labels).Append(Format(value)).Append('\n');

    public void WriteSample(string name, string labels, long value) =>
        WriteIdentifier(name, labels).Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public byte[] ToBytes() => PrometheusConstants.ExportEncoding.GetBytes(_text.ToString());

    /// <summary>The shortest digits that give the number back, as the real library writes it: .NET's g format.</summary>
    public static string Format(double value) => value.ToString("g", CultureInfo.InvariantCulture);

    private StringBuilder WriteIdentifier(string name, string labels) =>
        labels.Length == 0 ? _text.Append(name).Append(' ') : _text.Append(name).Append('{').Append(labels).Append("} ");
}
