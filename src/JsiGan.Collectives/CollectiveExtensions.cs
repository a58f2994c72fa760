using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace JsiGan.Collectives;

/// <summary>The operations of <see cref="ICollective"/> on spans, blocking.</summary>
public static class CollectiveExtensions
{
    /// <summary>Replaces each of <paramref name="values"/> by its sum over all ranks.</summary>
    /// <exception cref="CollectiveException">The collective broke; what the span holds is undefined.</exception>
    public static void AllReduceSum(this ICollective collective, Span<float> values, Operation operation) =>
        AllReduceSum(collective, values, ElementType.Float32, operation);

    /// <inheritdoc cref="AllReduceSum(ICollective, Span{float}, Operation)"/>
    public static void AllReduceSum(this ICollective collective, Span<double> values, Operation operation) =>
        AllReduceSum(collective, values, ElementType.Float64, operation);

    /// <summary>Replaces <paramref name="values"/> by those of rank <paramref name="root"/>.</summary>
    /// <exception cref="CollectiveException">The collective broke; what the span holds is undefined.</exception>
    public static unsafe void Broadcast<T>(this ICollective collective, Span<T> values, int root, Operation operation)
        where T : unmanaged
    {
        fixed (T* data = values)
        {
            var bytes = (long)values.Length * sizeof(T);
            collective.BroadcastAsync((nint)data, bytes, ElementType.Byte, root, operation).GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits until every rank has reached the barrier.</summary>
    /// <exception cref="CollectiveException">The collective broke.</exception>
    public static void Barrier(this ICollective collective, Operation operation) =>
        collective.BarrierAsync(operation).GetAwaiter().GetResult();

    private static unsafe void AllReduceSum<T>(ICollective collective, Span<T> values, ElementType element, Operation operation)
        where T : unmanaged
    {
        fixed (void* data = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)))
            collective.AllReduceSumAsync((nint)data, values.Length, element, operation).GetAwaiter().GetResult();
    }
}
