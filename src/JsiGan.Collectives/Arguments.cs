namespace JsiGan.Collectives;

/// <summary>Argument checks of every operation: failures are programming errors.</summary>
internal static class Arguments
{
    public static void Check(Operation operation)
    {
        if (operation.Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"'{operation.Name}' has a timeout of {operation.Timeout}; it must be above zero.", nameof(operation));
        }
    }

    public static void Check(nint data, long count, ElementType element, Operation operation)
    {
        Check(operation);
        _ = element.Size();
        if (count < 0 || (count > 0 && data == 0))
        {
            throw new ArgumentException(
                $"'{operation.Name}' has {count} elements at address {data}; a count of at least 0 and a buffer are expected.",
                nameof(count));
        }
    }

    public static void CheckSum(ElementType element)
    {
        if (element == ElementType.Byte)
            throw new ArgumentException("Bytes cannot be summed; float32 or float64 is expected.", nameof(element));
    }

    public static void CheckRoot(int root, int size)
    {
        if (root < 0 || root >= size)
            throw new ArgumentOutOfRangeException(nameof(root), root, $"The root is rank {root}; a rank from 0 to {size - 1} is expected.");
    }
}
