using System.Buffers.Binary;

namespace JsiGan.Training.Checkpoints;

/// <summary>Fills a buffer with the stored bytes of an item.</summary>
internal delegate void FillBytes(Span<byte> destination);

/// <summary>A value that a checkpoint stores and restores in place: a live tensor or a counter.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Type">Element type, see <see cref="SafetensorsEntry.Type"/>.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="Write">Writes the bytes as they are now.</param>
/// <param name="Read">Overwrites the live value with stored bytes.</param>
internal sealed record StoredItem(string Name, string Type, IReadOnlyList<long> Shape, Action<Stream> Write, Action<FillBytes> Read)
{
    public static StoredItem Of(string name, Tensor tensor) =>
        new(name, TypeOf(tensor), tensor.shape, stream => Save(tensor, stream), fill => Load(tensor, fill));

    public static StoredItem Of(string name, Func<long> get, Action<long> set) => new(
        name,
        "I64",
        [],
        stream =>
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, get());
            stream.Write(bytes);
        },
        fill =>
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            fill(bytes);
            set(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        });

    private static void Save(Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        stream.Write(tensor.detach().cpu().contiguous().bytes);
    }

    private static void Load(Tensor tensor, FillBytes fill)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var host = empty(tensor.shape, dtype: tensor.dtype);
        fill(host.bytes);
        tensor.copy_(host);
    }

    private static string TypeOf(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.Int64 => "I64",
        _ => throw new NotSupportedException($"A tensor of {tensor.dtype} has no place in a checkpoint: expected Float32, Float64 or "
            + "Int64."),
    };
}
